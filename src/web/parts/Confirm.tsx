import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Trouble } from './Trouble.tsx';

export interface ConfirmProps {
  readonly title: string;
  /** What follows when it is done. */
  readonly children: ReactNode;
  /** The button's word. */
  readonly action: string;
  readonly disabled?: boolean;
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before something is done; stays open with the reason when it could not be. */
export function Confirm({ title, children, action, disabled = false, onConfirm, onClose }: ConfirmProps) {
  const doing = useMutation({ mutationFn: onConfirm, onSuccess: onClose });
  return (
    <Dialog open onOpenChange={(_event, { open }) => open || onClose()}>
      <DialogSurface>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            // React hands it on to the form that the question was asked from, wherever it is drawn.
            event.stopPropagation();
            doing.mutate();
          }}
        >
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent style={{ display: 'grid', gap: '12px', padding: '4px' }}>
              {children}
              {doing.error && <Trouble error={doing.error} />}
            </DialogContent>
            <DialogActions>
              <Button type="submit" appearance="primary" disabled={disabled || doing.isPending}>
                {action}
              </Button>
              <Button onClick={onClose}>Cancel</Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
