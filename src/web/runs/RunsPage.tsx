import {
  Button,
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
} from '@fluentui/react-components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { runsQuery } from '../api/runQueries.ts';
import { useMay } from '../api/roles.ts';
import type { RunListItem } from '../api/types.ts';
import { AddRegular } from '../icons.ts';
import { useCards } from '../parts/cards.ts';
import { Loading } from '../parts/Loading.tsx';
import { Nothing } from '../parts/Nothing.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { scopeText } from '../parts/scopeText.ts';
import { StateMark } from '../parts/StateMark.tsx';
import { Time } from '../parts/Time.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { Link } from '../routing/Link.tsx';
import { goTo } from '../routing/location.ts';
import { addressOf } from '../routing/routes.ts';
import { ProgressBar } from './ProgressBar.tsx';

const useStyles = makeStyles({ table: { minWidth: '860px' }, cell: { paddingBlock: '8px' } });

export function RunsPage() {
  const cards = useCards();
  const { operate } = useMay();
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(runsQuery);
  const runs = data?.pages.flatMap((page) => page.value) ?? [];
  const create = operate && (
    <Button appearance="primary" icon={<AddRegular />} onClick={() => goTo(addressOf.createRun())}>
      Create
    </Button>
  );
  return (
    <div className={cards.stack}>
      <PageHead title="Multi-cluster update" under="Update runs, newest first">
        {create}
      </PageHead>
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {isPending && <Loading what="runs" />}
      {data && runs.length === 0 && (
        <Nothing title="No update run yet">
          <Text>A run brings the members of your fleets to new versions, stage by stage.</Text>
          {create}
        </Nothing>
      )}
      {runs.length > 0 && <RunTable runs={runs} />}
      {hasNextPage && (
        <div>
          <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Older runs
          </Button>
        </div>
      )}
    </div>
  );
}

function RunTable({ runs }: { runs: readonly RunListItem[] }) {
  const styles = useStyles();
  const cards = useCards();
  return (
    <div className={cards.scroll} tabIndex={0} role="region" aria-label="List of update runs">
      <Table className={styles.table} aria-label="Update runs">
        <TableHeader>
          <TableRow>
            {['Run', 'State', 'Progress', 'Update', 'Strategy', 'Created'].map((heading) => (
              <TableHeaderCell key={heading}>{heading}</TableHeaderCell>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {runs.map((run) => (
            <TableRow key={run.name}>
              <TableCell className={styles.cell}>
                <Link to={addressOf.run(run.name)}>{run.name}</Link>
              </TableCell>
              <TableCell>
                <StateMark state={run.state} />
              </TableCell>
              <TableCell className={styles.cell}>
                <ProgressBar counts={run.counts} />
              </TableCell>
              <TableCell>{scopeText(run.managedClusterUpdate)}</TableCell>
              <TableCell>
                {run.strategy === undefined ? (
                  <span className={cards.quiet}>None</span>
                ) : (
                  <Link to={addressOf.strategy(run.strategy)}>{run.strategy}</Link>
                )}
              </TableCell>
              <TableCell>
                <Time at={run.createdAt} />
                <br />
                <span className={cards.quiet}>by {run.createdBy}</span>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
