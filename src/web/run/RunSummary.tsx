import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Run } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { counted } from '../parts/counted.ts';
import { leftText } from '../parts/estimateText.ts';
import { Fold } from '../parts/Fold.tsx';
import { scopeText } from '../parts/scopeText.ts';
import { Time, Took, useAppNow } from '../parts/Time.tsx';
import { VersionLock } from '../parts/VersionLock.tsx';
import { Link } from '../routing/Link.tsx';
import { addressOf } from '../routing/routes.ts';
import { ProgressBar } from '../runs/ProgressBar.tsx';
import { limitsUsed, membersOf } from './limitsUsed.ts';
import { remainingText } from './remaining.ts';

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
          {run.estimate && <TimeLeft estimate={run.estimate} />}
        </Fact>
        <Limits run={run} />
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

/** When it will be over, and what that rests on. */
function TimeLeft({ estimate: { endsAt, basis } }: { estimate: NonNullable<Run['estimate']> }) {
  const cards = useCards();
  const now = useAppNow();
  return (
    <>
      <Text block size={200}>
        {endsAt === undefined ? 'Something holds it up that has no known end.' : leftText(endsAt, now)}
      </Text>
      <Text block size={200} className={cards.quiet}>
        {basis.message}
      </Text>
    </>
  );
}

/** How far the whole run has come to its limits, and who changed them since it was created. */
function Limits({ run }: { run: Run }) {
  const { policy = {}, policyChange } = run;
  const used = limitsUsed(
    {
      ...(policy.maxConcurrency !== undefined && { maxConcurrency: policy.maxConcurrency }),
      ...(run.maxAllowedFailures !== undefined && { maxAllowedFailures: run.maxAllowedFailures }),
      ...(run.failureCount !== undefined && { failureCount: run.failureCount }),
    },
    membersOf(run),
  );
  const retries =
    policy.retries && policy.retries.count > 0 ? counted(policy.retries.count, 'retry') : undefined;
  const lines = [...used, ...(retries === undefined ? [] : [`${retries} of a member that fails`])];
  if (lines.length === 0 && !policyChange) return null;
  return (
    <Fact term="Limits">
      {lines.map((line) => (
        <Text key={line} block>
          {line}
        </Text>
      ))}
      {policyChange && (
        <Text block size={200}>
          changed <Time at={policyChange.at} /> by {policyChange.by}
        </Text>
      )}
    </Fact>
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
