import { Button, makeStyles, mergeClasses, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { isActive } from '../api/states.ts';
import type { Run, RunStage, StageWait } from '../api/types.ts';
import { GateList } from '../gates/GateList.tsx';
import { holdsItself } from '../gates/gatesIn.ts';
import { useCards } from '../parts/cards.ts';
import { StateMark } from '../parts/StateMark.tsx';
import { Time, Took } from '../parts/Time.tsx';
import { durationText } from '../parts/timeText.ts';
import { Link } from '../routing/Link.tsx';
import { addressOf } from '../routing/routes.ts';
import { GroupLane } from './GroupLane.tsx';
import { groupKey, groupsInSight, openAtFirst, stagesInSight } from './laneShape.ts';
import { maySkipStage, maySkipWait } from './runActions.ts';
import { LimitsLine } from './LimitsLine.tsx';
import { limitsUsed } from './limitsUsed.ts';
import { SkipButton } from './SkipButton.tsx';
import { Waits } from './Waits.tsx';

/** px; a part of the lane before stays in sight. */
const LANE_GAP = 16;

const useStyles = makeStyles({
  lanes: {
    display: 'flex',
    gap: `${LANE_GAP}px`,
    overflowX: 'auto',
    paddingBottom: '12px',
    alignItems: 'flex-start',
    '@media (max-width: 640px)': {
      flexDirection: 'column',
      alignItems: 'stretch',
      overflowX: 'visible',
    },
    '@media print': { flexWrap: 'wrap', overflowX: 'visible' },
  },
  stage: {
    flex: '1 0 300px',
    maxWidth: '460px',
    display: 'grid',
    gap: '10px',
    padding: '12px',
    boxSizing: 'border-box',
    // However many groups there are, the page does not grow with them.
    maxHeight: 'max(420px, 78dvh)',
    overflowY: 'auto',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground2,
    borderTop: `3px solid ${tokens.colorNeutralStroke1}`,
    '@media (max-width: 640px)': { flex: '0 0 auto', maxWidth: 'none', maxHeight: 'none' },
    '@media print': { maxHeight: 'none', overflowY: 'visible' },
  },
  Running: { borderTopColor: tokens.colorBrandStroke1 },
  Completed: { borderTopColor: tokens.colorStatusSuccessBorderActive },
  Failed: { borderTopColor: tokens.colorStatusDangerBorderActive },
  named: { outline: `2px solid ${tokens.colorBrandStroke1}` },
  head: { display: 'flex', alignItems: 'center', gap: '8px', flexWrap: 'wrap' },
  end: { marginInlineStart: 'auto', display: 'inline-flex', alignItems: 'center', gap: '4px' },
  message: { overflowWrap: 'anywhere' },
  wait: { display: 'flex', alignItems: 'center', gap: '8px', padding: '4px 10px', flexWrap: 'wrap' },
  more: { flex: '0 0 auto', alignSelf: 'center' },
});

interface StageLanesProps {
  readonly run: Run;
  readonly named?: string | undefined;
  readonly onShowGroup: (group: string) => void;
}

/** Stages from left to right, groups as lanes in them, members as they go. */
export function StageLanes({ run, named, onShowGroup }: StageLanesProps) {
  const styles = useStyles();
  const [all, setAll] = useState(false);
  const open = openAtFirst(run);
  const stages = all ? run.stages : stagesInSight(run.stages, named);
  const first = run.stages.find(({ state }) => state === 'Failed')?.name;
  return (
    <div className={styles.lanes} tabIndex={0} role="region" aria-label="Stages">
      {stages.map((stage) => (
        <Stage
          key={stage.name}
          run={run}
          stage={stage}
          number={run.stages.indexOf(stage) + 1}
          isNamed={stage.name === named}
          isFirst={stage.name === (named ?? first)}
          open={open}
          onShowGroup={onShowGroup}
        />
      ))}
      {stages.length < run.stages.length && (
        <Button className={styles.more} onClick={() => setAll(true)}>
          Show all {run.stages.length} stages
        </Button>
      )}
    </div>
  );
}

interface StageProps {
  readonly run: Run;
  readonly stage: RunStage;
  readonly number: number;
  readonly isNamed: boolean;
  /** It is what is looked for: brought into sight. */
  readonly isFirst: boolean;
  readonly open: ReadonlySet<string>;
  readonly onShowGroup: (group: string) => void;
}

function Stage({ run, stage, number, isNamed, isFirst, open, onShowGroup }: StageProps) {
  const styles = useStyles();
  const cards = useCards();
  const box = useRef<HTMLElement>(null);
  const [all, setAll] = useState(false);
  useEffect(() => {
    // Sideways only: the page itself stays at its head.
    const lane = box.current;
    const lanes = lane?.parentElement;
    if (isFirst && lane && lanes) lanes.scrollLeft = lane.offsetLeft - lanes.offsetLeft - LANE_GAP;
  }, [isFirst]);
  const { name, state, afterStageWait: wait } = stage;
  const groups = all ? stage.groups : groupsInSight(stage.groups);
  const colour =
    state === 'Running' || state === 'Completed' || state === 'Failed' ? styles[state] : undefined;
  return (
    <section
      ref={box}
      aria-label={`Stage ${name}`}
      tabIndex={0}
      className={mergeClasses(styles.stage, colour, isNamed && styles.named)}
    >
      <div className={styles.head}>
        <Subtitle2 as="h2">
          <Link to={addressOf.runStage(run.name, name)}>
            {number}. {name}
          </Link>
        </Subtitle2>
        <span className={styles.end}>
          <StateMark state={state} />
          <SkipButton target={{ type: 'Stage', name }} possible={maySkipStage(run, stage)} />
        </span>
      </div>
      {stage.startTime !== undefined && state !== 'NotStarted' && (
        <Text size={200} className={cards.quiet}>
          <Took from={stage.startTime} to={stage.completedTime} />
        </Text>
      )}
      <LimitsLine
        used={limitsUsed(
          stage,
          stage.groups.flatMap(({ members }) => members),
        )}
      />
      {stage.waiting && isActive(state) && !holdsItself(stage, stage.waiting) && (
        <Waits runName={run.name} waiting={stage.waiting} told={stage.message} />
      )}
      {stage.message !== undefined && (
        <Text size={200} className={styles.message}>
          {stage.message}
        </Text>
      )}
      <GateList
        where={`before stage ${name}`}
        gates={stage.beforeGates}
        runName={run.name}
        allowed={run.allowed}
      />
      {groups.map((group) => (
        <GroupLane
          key={group.name}
          runName={run.name}
          allowed={run.allowed}
          group={group}
          retries={run.policy?.retries?.count ?? 0}
          opensAtFirst={open.has(groupKey(name, group.name))}
          onShowGroup={onShowGroup}
        />
      ))}
      {groups.length < stage.groups.length && (
        <Button size="small" appearance="subtle" onClick={() => setAll(true)}>
          Show all {stage.groups.length} groups
        </Button>
      )}
      <GateList
        where={`after stage ${name}`}
        gates={stage.afterGates}
        runName={run.name}
        allowed={run.allowed}
      />
      {wait && <Wait run={run} stage={stage} wait={wait} />}
    </section>
  );
}

function Wait({ run, stage, wait }: { run: Run; stage: RunStage; wait: StageWait }) {
  const styles = useStyles();
  const { state, startTime, durationInSeconds } = wait;
  const ends =
    state === 'Running' && startTime !== undefined
      ? new Date(Date.parse(startTime) + durationInSeconds * 1_000).toISOString()
      : undefined;
  return (
    <div className={styles.wait}>
      <StateMark state={state} onlySign />
      <Text size={200}>
        Wait {durationText(durationInSeconds * 1_000)}
        {ends !== undefined && (
          <>
            , ends <Time at={ends} />
          </>
        )}
      </Text>
      <span className={styles.end}>
        <SkipButton
          target={{ type: 'AfterStageWait', name: stage.name }}
          possible={maySkipWait(run, stage)}
        />
      </span>
    </div>
  );
}
