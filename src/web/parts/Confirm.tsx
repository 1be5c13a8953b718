import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
} from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useFocusBack } from './focusBack.ts';
import { Trouble } from './Trouble.tsx';

export interface ConfirmProps {
  readonly title: string;
  /** What follows when it is done. */
  readonly children: ReactNode;
  /** The button's word. */
  readonly action: string;
  readonly disabled?: boolean;
  /** Something is filled in: closing it asks first. */
  readonly dirty?: boolean;
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before something is done; stays open with the reason when it could not be. */
export function Confirm(props: ConfirmProps) {
  const { title, children, action, disabled = false, dirty = false, onConfirm, onClose } = props;
  const doing = useMutation({ mutationFn: onConfirm, onSuccess: onClose });
  const [leaving, setLeaving] = useState(false);
  useFocusBack();
  const close = () => {
    if (dirty && !leaving) setLeaving(true);
    else onClose();
  };
  return (
    <Dialog open onOpenChange={(_event, { open }) => open || close()}>
      <DialogSurface>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            // React hands it on to the form that the question was asked from, wherever it is drawn.
            event.stopPropagation();
            if (!disabled) doing.mutate();
          }}
        >
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent
              style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '12px', padding: '4px' }}
            >
              {children}
              {doing.error && <Trouble error={doing.error} />}
              {leaving && <Discard onDiscard={onClose} onKeep={() => setLeaving(false)} />}
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

/** What Esc or a click beside the dialog would lose. */
function Discard({ onDiscard, onKeep }: { onDiscard: () => void; onKeep: () => void }) {
  return (
    <MessageBar intent="warning" layout="multiline" politeness="assertive">
      <MessageBarBody>What you filled in is not saved.</MessageBarBody>
      <MessageBarActions>
        <Button size="small" autoFocus onClick={onKeep}>
          Keep editing
        </Button>
        <Button size="small" onClick={onDiscard}>
          Discard
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
