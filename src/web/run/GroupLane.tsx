import { Badge, makeStyles, Text, tokens } from '@fluentui/react-components';
import { memo, useState } from 'react';
import type { Run, RunGroup } from '../api/types.ts';
import { isActive } from '../api/states.ts';
import { GateList } from '../gates/GateList.tsx';
import { holdsItself } from '../gates/gatesIn.ts';
import { FoldHead } from '../parts/FoldHead.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { ProgressBar } from '../runs/ProgressBar.tsx';
import { countStates } from './countStates.ts';
import { LimitsLine } from './LimitsLine.tsx';
import { limitsUsed } from './limitsUsed.ts';
import { MemberList } from './MemberList.tsx';
import { maySkipGroup } from './runActions.ts';
import { SkipButton } from './SkipButton.tsx';
import { Waits } from './Waits.tsx';

const useStyles = makeStyles({
  group: {
    display: 'grid',
    gap: '6px',
    padding: '6px 10px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    minWidth: 0,
  },
  head: { display: 'flex', alignItems: 'center', gap: '8px', flexWrap: 'wrap' },
  end: { marginInlineStart: 'auto', display: 'inline-flex', alignItems: 'center', gap: '4px' },
  message: { overflowWrap: 'anywhere' },
});

interface GroupLaneProps {
  readonly runName: string;
  readonly allowed: Run['allowed'];
  readonly group: RunGroup;
  /** How often a member that fails is tried again. */
  readonly retries: number;
  readonly opensAtFirst: boolean;
  readonly onShowGroup: (group: string) => void;
}

/**
 * A group as a line with its counts, to be opened. Drawn again only when something of the group changed: a run may
 * have hundreds.
 */
export const GroupLane = memo(function GroupLane(props: GroupLaneProps) {
  const { runName, allowed, group, retries, opensAtFirst, onShowGroup } = props;
  const styles = useStyles();
  // What the viewer did holds; until then what fails or runs opens by itself.
  const [chosen, setChosen] = useState<boolean>();
  const isOpen = chosen ?? opensAtFirst;
  const { name, state, message, members, lastError, waiting, beforeGates, afterGates } = group;
  // What was said while it went on is no news once it has ended well.
  const isNews = state !== 'Completed' && state !== 'Skipped';
  // What a gate of its own waits for stands at the gate.
  const atGate = holdsItself(group, waiting);
  return (
    <section className={styles.group} aria-label={`Group ${name}`}>
      <div className={styles.head}>
        <FoldHead isOpen={isOpen} onToggle={() => setChosen(!isOpen)}>
          {name}
        </FoldHead>
        <span className={styles.end}>
          <StateMark state={state} />
          <SkipButton target={{ type: 'Group', name }} possible={maySkipGroup({ allowed }, group)} />
        </span>
      </div>
      {(members.length > 1 || !isOpen) && <ProgressBar counts={countStates(members)} />}
      <LimitsLine used={limitsUsed(group, members)} />
      {isNews && message !== undefined && !(atGate && message === waiting?.message) && (
        <Text size={200} className={styles.message}>
          {message}
        </Text>
      )}
      {isActive(state) && waiting?.reason !== 'Azure' && waiting && !atGate && (
        <Waits runName={runName} waiting={waiting} told={message} />
      )}
      <GateList where={`before group ${name}`} gates={beforeGates} runName={runName} allowed={allowed} />
      {isNews && lastError && (
        <Badge appearance="tint" color="warning" style={{ height: 'auto', padding: '4px 8px' }}>
          {lastError.count}× {lastError.code}: {lastError.message}
        </Badge>
      )}
      {isOpen && (
        <MemberList
          runName={runName}
          allowed={allowed}
          members={members}
          retries={retries}
          onShowAll={() => onShowGroup(name)}
        />
      )}
      <GateList where={`after group ${name}`} gates={afterGates} runName={runName} allowed={allowed} />
    </section>
  );
});
