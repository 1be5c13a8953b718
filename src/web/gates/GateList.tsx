import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Gate, Run } from '../api/types.ts';
import { NextRegular } from '../icons.ts';
import { useCards } from '../parts/cards.ts';
import { FoldHead } from '../parts/FoldHead.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { Link } from '../routing/Link.tsx';
import { addressOf } from '../routing/routes.ts';
import { useAsking } from '../run/asking.ts';
import { GateFacts } from './GateFacts.tsx';
import { GATE_TYPES, gateInShort, isForPeople } from './gateProgress.ts';
import { MayNotSkip } from './MayNotSkip.tsx';
import { maySkip } from './skipOfGate.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '4px', minWidth: 0 },
  gate: {
    display: 'grid',
    gap: '4px',
    minWidth: 0,
    padding: '2px 10px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px dashed ${tokens.colorNeutralStroke2}`,
  },
  Pending: {
    padding: '4px 10px 8px',
    border: `1px solid ${tokens.colorStatusWarningBorder1}`,
    borderInlineStartWidth: '4px',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  Failed: {
    padding: '4px 10px 8px',
    border: `1px solid ${tokens.colorStatusDangerBorder1}`,
    borderInlineStartWidth: '4px',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  head: { display: 'flex', alignItems: 'center', gap: '6px', minWidth: 0 },
  short: { minWidth: 0, flex: '1 1 0', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  end: { marginInlineStart: 'auto', display: 'inline-flex', alignItems: 'center', gap: '4px', flexShrink: 0 },
});

interface GateListProps {
  /** What they are before or after: `before stage prod`. */
  readonly where: string;
  readonly gates: readonly Gate[] | undefined;
  readonly runName: string;
  readonly allowed: Run['allowed'];
}

/** The gates at one place of a run, where they stand in its flow; nothing where there are none. */
export function GateList({ where, gates = [], runName, allowed }: GateListProps) {
  const styles = useStyles();
  if (gates.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={`Gates ${where}`}>
      {gates.map((gate) => (
        <GateLine key={gate.id} gate={gate} runName={runName} allowed={allowed} />
      ))}
    </ul>
  );
}

interface GateLineProps {
  readonly gate: Gate;
  readonly runName: string;
  readonly allowed: Run['allowed'];
}

/** A gate as a line; one that waits or has failed stands out, with all that is known of it. */
function GateLine({ gate, runName, allowed }: GateLineProps) {
  const styles = useStyles();
  const cards = useCards();
  const { id, name, type, state } = gate;
  const isNews = state === 'Pending' || state === 'Failed';
  // What the viewer did holds.
  const [chosen, setChosen] = useState<boolean>();
  const isOpen = chosen ?? isNews;
  return (
    <li
      className={mergeClasses(styles.gate, (state === 'Pending' || state === 'Failed') && styles[state])}
      aria-label={`Gate ${name}`}
    >
      <div className={styles.head}>
        <FoldHead isOpen={isOpen} onToggle={() => setChosen(!isOpen)}>
          {name}
        </FoldHead>
        <Text size={200} className={mergeClasses(cards.quiet, styles.short)}>
          {GATE_TYPES[type]}
          {!isOpen && shortly(gateInShort(gate))}
        </Text>
        <span className={styles.end}>
          <StateMark state={state} onlySign={!isNews} />
          <SkipGate gate={gate} allowed={allowed} />
        </span>
      </div>
      {isOpen && (
        <>
          <GateFacts gate={gate} />
          <MayNotSkip gate={gate} allowed={allowed} />
          <Link to={addressOf.gate(runName, id)}>
            {isForPeople(gate) ? `Decide on ${name}` : `Page of ${name}`}
          </Link>
        </>
      )}
    </li>
  );
}

const shortly = (text: string) => (text === '' ? '' : ` · ${text}`);

function SkipGate({ gate, allowed }: Pick<GateLineProps, 'gate' | 'allowed'>) {
  const ask = useAsking();
  if (!maySkip(gate, allowed)) return null;
  return (
    <Button
      appearance="subtle"
      size="small"
      icon={<NextRegular />}
      aria-label={`Skip gate ${gate.name}`}
      style={{ minWidth: 0, flexShrink: 0 }}
      onClick={() => ask({ what: 'skipGate', gate })}
    >
      Skip
    </Button>
  );
}
