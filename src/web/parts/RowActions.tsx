import { Button, Tooltip } from '@fluentui/react-components';
import { useRef, type ReactElement, type Ref } from 'react';
import { flushSync } from 'react-dom';
import { ArrowDownRegular, ArrowUpRegular } from '../icons.ts';

export interface RowActionProps {
  readonly text: string;
  readonly icon: ReactElement;
  readonly off?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly onDo: () => void;
}

/** At the edge a button stays where the keyboard is, and does nothing. */
export function RowAction({ text, icon, off = false, ref, onDo }: RowActionProps) {
  return (
    <Tooltip content={text} relationship="label">
      <Button
        ref={ref ?? null}
        appearance="subtle"
        size="small"
        icon={icon}
        disabledFocusable={off}
        onClick={onDo}
      />
    </Tooltip>
  );
}

export interface MoveActionsProps {
  /** Of what is moved. */
  readonly name: string;
  readonly index: number;
  readonly count: number;
  readonly onMove: (to: number) => void;
}

/** Takes something one place up or down its list. The focus goes with it, so that it can be moved on. */
export function MoveActions({ name, index, count, onMove }: MoveActionsProps) {
  const up = useRef<HTMLButtonElement>(null);
  const down = useRef<HTMLButtonElement>(null);
  const move = (to: number, button: HTMLButtonElement | null) => {
    // The browser takes the focus from an element that is put elsewhere.
    flushSync(() => onMove(to));
    button?.focus();
  };
  return (
    <>
      <RowAction
        ref={up}
        text={`Move ${name} up`}
        icon={<ArrowUpRegular />}
        off={index === 0}
        onDo={() => move(index - 1, up.current)}
      />
      <RowAction
        ref={down}
        text={`Move ${name} down`}
        icon={<ArrowDownRegular />}
        off={index === count - 1}
        onDo={() => move(index + 1, down.current)}
      />
    </>
  );
}
