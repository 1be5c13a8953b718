import {
  Button,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useId, useRef, useState } from 'react';
import { moved } from '../create/stageList.ts';
import { AddRegular } from '../icons.ts';
import { Announcement } from '../parts/Announcement.tsx';
import { withNewGate, type GateDraft, type GateType } from './gateDraft.ts';
import { GateItem } from './GateItem.tsx';
import { MOST_GATES, problemsOfGates } from './gateProblems.ts';
import { GATE_TYPES } from '../gates/gateProgress.ts';

const useStyles = makeStyles({
  all: { display: 'grid', gap: '6px', gridTemplateColumns: 'minmax(0, 1fr)' },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '6px',
  },
  quiet: { color: tokens.colorNeutralForeground3 },
});

const WHAT: Readonly<Record<GateType, string>> = {
  Approval: 'people decide',
  Health: 'clusters must be healthy',
  ScheduledStart: 'a time must come',
};
const BEFORE: readonly GateType[] = ['Approval', 'Health', 'ScheduledStart'];
const AFTER: readonly GateType[] = ['Approval', 'Health'];

export interface GatesFieldProps {
  /** `Before the stage`, `After group weu` */
  readonly label: string;
  readonly timing: 'before' | 'after';
  readonly gates: readonly GateDraft[];
  readonly onChange: (gates: readonly GateDraft[]) => void;
  readonly pointer: string;
}

/** Gates of a list: added, put in order, renamed, edited and removed. */
export function GatesField({ label, timing, gates, onChange, pointer }: GatesFieldProps) {
  const styles = useStyles();
  const title = useId();
  const add = useRef<HTMLButtonElement>(null);
  const [announcement, announce] = useState('');
  // Those are open at once.
  const [added, setAdded] = useState<number>();
  const problems = problemsOfGates(gates);
  const addGate = (type: GateType) => {
    const next = withNewGate(gates, type);
    setAdded(next.at(-1)?.key);
    onChange(next);
  };
  const move = (from: number, to: number) => {
    onChange(moved(gates, from, to));
    announce(`Gate ${gates[from]?.gate.name ?? ''} is now number ${to + 1} of ${gates.length}.`);
  };
  return (
    <div role="group" aria-labelledby={title} className={styles.all}>
      <Text id={title} weight="semibold">
        {label}
      </Text>
      {gates.length > 0 && (
        <ol className={styles.list}>
          {gates.map((draft, index) => (
            <GateItem
              key={draft.key}
              draft={draft}
              index={index}
              count={gates.length}
              startsOpen={draft.key === added}
              problems={problems[index] ?? new Map()}
              pointer={`${pointer}/${index}`}
              onChange={(changed) => onChange(gates.with(index, changed))}
              onMove={(to) => move(index, to)}
              onRemove={() => {
                onChange(gates.toSpliced(index, 1));
                announce(`Gate ${draft.gate.name} is removed.`);
                add.current?.focus();
              }}
            />
          ))}
        </ol>
      )}
      <div>
        <Menu>
          <MenuTrigger>
            <Button
              ref={add}
              size="small"
              icon={<AddRegular />}
              disabledFocusable={gates.length >= MOST_GATES}
            >
              {`Add gate ${label.toLowerCase()}`}
            </Button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {(timing === 'before' ? BEFORE : AFTER).map((type) => (
                <MenuItem key={type} onClick={() => addGate(type)}>
                  {GATE_TYPES[type]}: {WHAT[type]}
                </MenuItem>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
        {gates.length >= MOST_GATES && (
          <Text size={200} className={styles.quiet}>
            {' '}
            At most {MOST_GATES}
          </Text>
        )}
      </div>
      <Announcement text={announcement} />
    </div>
  );
}
