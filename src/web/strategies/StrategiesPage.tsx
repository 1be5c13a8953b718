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
import { useQuery } from '@tanstack/react-query';
import { strategiesQuery } from '../api/queries.ts';
import { useMay } from '../api/roles.ts';
import { AddRegular, PlayRegular } from '../icons.ts';
import { useCards } from '../parts/cards.ts';
import { Loading } from '../parts/Loading.tsx';
import { Nothing } from '../parts/Nothing.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { Time } from '../parts/Time.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { Link } from '../routing/Link.tsx';
import { goTo } from '../routing/location.ts';
import { addressOf, NEW } from '../routing/routes.ts';
import { stagesText } from './stagesText.ts';

const useStyles = makeStyles({ table: { minWidth: '720px' }, cell: { paddingBlock: '8px' } });

export function StrategiesPage() {
  const styles = useStyles();
  const cards = useCards();
  const { operate, administer } = useMay();
  const { data: strategies, error, refetch } = useQuery(strategiesQuery);
  const create = administer && (
    <Button appearance="primary" icon={<AddRegular />} onClick={() => goTo(addressOf.strategy(NEW))}>
      Create
    </Button>
  );
  return (
    <div className={cards.stack}>
      <PageHead title="Strategies" under="Stages to use again; they hold no versions">
        {create}
      </PageHead>
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {!strategies && !error && <Loading what="strategies" />}
      {strategies?.length === 0 && (
        <Nothing title="No strategy yet">
          <Text>Create one here, or save the stages of a run while you create it.</Text>
          {create}
        </Nothing>
      )}
      {strategies && strategies.length > 0 && (
        <div className={cards.scroll} tabIndex={0} role="region" aria-label="List of strategies">
          <Table className={styles.table} aria-label="Strategies">
            <TableHeader>
              <TableRow>
                {['Strategy', 'Stages', 'Changed', 'Use'].map((heading) => (
                  <TableHeaderCell key={heading}>{heading}</TableHeaderCell>
                ))}
              </TableRow>
            </TableHeader>
            <TableBody>
              {strategies.map(({ name, stages, changedAt, changedBy }) => (
                <TableRow key={name}>
                  <TableCell>
                    <Link to={addressOf.strategy(name)}>{name}</Link>
                  </TableCell>
                  <TableCell className={styles.cell}>{stagesText(stages)}</TableCell>
                  <TableCell>
                    <Time at={changedAt} />
                    <br />
                    <span className={cards.quiet}>by {changedBy}</span>
                  </TableCell>
                  <TableCell>
                    {operate && (
                      <Button
                        {...{
                          size: 'small',
                          icon: <PlayRegular />,
                          'aria-label': `Create a run from ${name}`,
                        }}
                        onClick={() => goTo(addressOf.createRun(name))}
                      >
                        Create a run
                      </Button>
                    )}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      )}
    </div>
  );
}
