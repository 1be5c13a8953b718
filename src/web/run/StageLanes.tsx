import { Badge, makeStyles, mergeClasses, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { memo, useEffect, useRef } from 'react';
import type { Run, RunGroup, RunStage, StageWait } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { StateMark } from '../parts/StateMark.tsx';
import { Took } from '../parts/Time.tsx';
import { durationText } from '../parts/timeText.ts';
import { Link } from '../routing/Link.tsx';
import { addressOf } from '../routing/routes.ts';
import { ProgressBar } from '../runs/ProgressBar.tsx';
import { MemberList } from './MemberList.tsx';
import { countStates } from './countStates.ts';
import { maySkipGroup, maySkipStage, maySkipWait } from './runActions.ts';
import { SkipButton } from './SkipButton.tsx';

const useStyles = makeStyles({
  lanes: {
    ...{ display: 'flex', gap: '16px', overflowX: 'auto', paddingBottom: '12px', alignItems: 'flex-start' },
    '@media (max-width: 640px)': { flexDirection: 'column', alignItems: 'stretch', overflowX: 'visible' },
  },
  stage: {
    ...{ flex: '1 0 300px', maxWidth: '460px', display: 'grid', gap: '12px', padding: '12px' },
    ...{ borderRadius: tokens.borderRadiusLarge, backgroundColor: tokens.colorNeutralBackground2 },
    borderTop: `3px solid ${tokens.colorNeutralStroke1}`,
    '@media (max-width: 640px)': { flex: '0 0 auto', maxWidth: 'none' },
  },
  Running: { borderTopColor: tokens.colorBrandStroke1 },
  Completed: { borderTopColor: tokens.colorStatusSuccessBorderActive },
  Failed: { borderTopColor: tokens.colorStatusDangerBorderActive },
  named: { outline: `2px solid ${tokens.colorBrandStroke1}` },
  head: { display: 'flex', alignItems: 'center', gap: '8px', flexWrap: 'wrap' },
  end: { marginInlineStart: 'auto', display: 'inline-flex', alignItems: 'center' },
  group: {
    ...{ display: 'grid', gap: '8px', padding: '10px', borderRadius: tokens.borderRadiusMedium },
    ...{ backgroundColor: tokens.colorNeutralBackground1, border: `1px solid ${tokens.colorNeutralStroke2}` },
    minWidth: 0,
  },
  message: { overflowWrap: 'anywhere' },
  wait: { display: 'flex', alignItems: 'center', gap: '8px', padding: '4px 10px', flexWrap: 'wrap' },
});

/** Stages from left to right, groups as lanes in them, members as they go. */
export function StageLanes({ run, named }: { run: Run; named?: string | undefined }) {
  const styles = useStyles();
  return (
    <div className={styles.lanes} tabIndex={0} role="region" aria-label="Stages">
      {run.stages.map((stage, index) => (
        <Stage key={stage.name} {...{ run, stage, number: index + 1, isNamed: stage.name === named }} />
      ))}
    </div>
  );
}

function Stage({
  run,
  stage,
  number,
  isNamed,
}: {
  run: Run;
  stage: RunStage;
  number: number;
  isNamed: boolean;
}) {
  const styles = useStyles();
  const cards = useCards();
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isNamed) box.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [isNamed]);
  const { name, state, groups, afterStageWait: wait } = stage;
  const colour =
    state === 'Running' || state === 'Completed' || state === 'Failed' ? styles[state] : undefined;
  return (
    <section
      ref={box}
      aria-label={`Stage ${name}`}
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
      {stage.startTime !== undefined && (
        <Text size={200} className={cards.quiet}>
          <Took from={stage.startTime} to={stage.completedTime} />
        </Text>
      )}
      {stage.message !== undefined && (
        <Text size={200} className={styles.message}>
          {stage.message}
        </Text>
      )}
      {groups.map((group) => (
        <Group key={group.name} runName={run.name} runState={run.state} group={group} />
      ))}
      {wait && <Wait {...{ run, stage, wait }} />}
    </section>
  );
}

/** Drawn again only when something of the group changed: a run may have hundreds. */
const Group = memo(function Group(props: { runName: string; runState: Run['state']; group: RunGroup }) {
  const { runName, runState, group } = props;
  const styles = useStyles();
  const { name, state, message, members, lastError, waitingSince } = group;
  return (
    <section className={styles.group} aria-label={`Group ${name}`}>
      <div className={styles.head}>
        <Text weight="semibold" className={styles.message}>
          {name}
        </Text>
        <span className={styles.end}>
          <StateMark state={state} />
          <SkipButton target={{ type: 'Group', name }} possible={maySkipGroup({ state: runState }, group)} />
        </span>
      </div>
      {members.length > 1 && <ProgressBar counts={countStates(members)} />}
      {message !== undefined && (
        <Text size={200} className={styles.message}>
          {message}
        </Text>
      )}
      {waitingSince !== undefined && (
        <Text size={200}>
          Waits since <Took from={waitingSince} />
        </Text>
      )}
      {lastError && (
        <Badge appearance="tint" color="warning" style={{ height: 'auto', padding: '4px 8px' }}>
          {lastError.count}× {lastError.code}: {lastError.message}
        </Badge>
      )}
      <MemberList {...{ runName, runState, members }} />
    </section>
  );
});

function Wait({ run, stage, wait }: { run: Run; stage: RunStage; wait: StageWait }) {
  const styles = useStyles();
  return (
    <div className={styles.wait}>
      <StateMark state={wait.state} onlySign />
      <Text size={200}>
        Wait {durationText(wait.durationInSeconds * 1_000)}
        {wait.state === 'Running' && wait.startTime !== undefined && (
          <>
            , <Took from={wait.startTime} /> of it over
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
