import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { isActive } from '../api/states.ts';
import type { Run } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { Fold } from '../parts/Fold.tsx';
import { scopeText } from '../parts/scopeText.ts';
import { Time, Took, useAppNow } from '../parts/Time.tsx';
import { VersionLock } from '../parts/VersionLock.tsx';
import { Link } from '../routing/Link.tsx';
import { addressOf } from '../routing/routes.ts';
import { ProgressBar } from '../runs/ProgressBar.tsx';
import { remainingText } from './remaining.ts';
import { timeLeft, timeLeftText } from './timeLeft.ts';

const useStyles = makeStyles({
  card: { padding: '10px 16px' },
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(180px, 1fr))', gap: '8px 24px' },
  term: { display: 'block', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** Progress and what remains; versions and where the run comes from are folded away. */
export function RunSummary({ run }: { run: Run }) {
  const styles = useStyles();
  const cards = useCards();
  return (
    <div className={mergeClasses(cards.card, cards.stack, styles.card)}>
      <div className={styles.grid}>
        <Fact term="Progress">
          <ProgressBar counts={run.counts} />
        </Fact>
        <Fact term="Remaining">
          {remainingText(run)}
          {isActive(run.state) && <TimeLeft run={run} />}
        </Fact>
        {run.maxAllowedFailures !== undefined && (
          <Fact term="Failures">
            {run.failureCount ?? 0} of {run.maxAllowedFailures} allowed
          </Fact>
        )}
        <Fact term="Update">{scopeText(run.managedClusterUpdate)}</Fact>
        {run.startTime !== undefined && (
          <Fact term={run.attempt > 1 ? `Started, attempt ${run.attempt}` : 'Started'}>
            <Time at={run.startTime} />
            <Text block size={200}>
              {run.completedTime === undefined ? 'running for ' : 'took '}
              <Took from={run.startTime} to={run.completedTime} />
            </Text>
          </Fact>
        )}
      </div>
      <Fold title="Versions and facts">
        <div className={styles.grid}>
          <Fact term="Strategy">
            {run.strategy !== undefined ? (
              <Link to={addressOf.strategy(run.strategy)}>{run.strategy}</Link>
            ) : run.implicit ? (
              'One by one'
            ) : (
              'Stages of its own'
            )}
          </Fact>
          {run.versionsFrom && (
            <Fact term="Versions of">
              <Link to={addressOf.run(run.versionsFrom.run)}>{run.versionsFrom.run}</Link>
            </Fact>
          )}
          <Fact term="Fleets">{run.fleets.join(', ')}</Fact>
          <Fact term="Created">
            <Time at={run.createdAt} /> by {run.createdBy}
            {run.cause !== undefined && <Text block>{run.cause}</Text>}
          </Fact>
        </div>
        <VersionLock
          kubernetesVersion={lockedVersion(run)}
          nodeImages={run.selectedNodeImageVersions.map(({ version }) => version)}
        />
      </Fold>
    </div>
  );
}

const lockedVersion = ({ managedClusterUpdate: { upgrade } }: Run) =>
  upgrade.type === 'NodeImageOnly' ? undefined : upgrade.kubernetesVersion;

function TimeLeft({ run }: { run: Run }) {
  const left = timeLeft(run, useAppNow());
  return left === undefined ? null : (
    <Text block size={200}>
      {timeLeftText(left)}
    </Text>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  const styles = useStyles();
  return (
    <div>
      <span className={styles.term}>{term}</span>
      {children}
    </div>
  );
}
