import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Run } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { scopeText } from '../parts/scopeText.ts';
import { Time, Took } from '../parts/Time.tsx';
import { Link } from '../routing/Link.tsx';
import { addressOf } from '../routing/routes.ts';
import { ProgressBar } from '../runs/ProgressBar.tsx';
import { remainingText } from './remaining.ts';

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(180px, 1fr))', gap: '12px 24px' },
  term: { display: 'block', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** Progress, what remains, and where the run comes from. */
export function RunSummary({ run }: { run: Run }) {
  const styles = useStyles();
  const cards = useCards();
  return (
    <div className={mergeClasses(cards.card, styles.grid)}>
      <Fact term="Progress">
        <ProgressBar counts={run.counts} />
      </Fact>
      <Fact term="Remaining">{remainingText(run)}</Fact>
      <Fact term="Update">{scopeText(run.managedClusterUpdate)}</Fact>
      <Fact term="Strategy">
        {run.strategy !== undefined ? (
          <Link to={addressOf.strategy(run.strategy)}>{run.strategy}</Link>
        ) : run.implicit ? (
          'One by one'
        ) : (
          'Stages of its own'
        )}
      </Fact>
      <Fact term="Created">
        <Time at={run.createdAt} /> by {run.createdBy}
        {run.cause !== undefined && <Text block>{run.cause}</Text>}
      </Fact>
      {run.startTime !== undefined && (
        <Fact term={run.attempt > 1 ? `Started, attempt ${run.attempt}` : 'Started'}>
          <Time at={run.startTime} />
          <Text block>
            {run.completedTime === undefined ? 'running for ' : 'took '}
            <Took from={run.startTime} to={run.completedTime} />
          </Text>
        </Fact>
      )}
    </div>
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
