import {
  Badge,
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
import { triggersQuery } from '../api/queries.ts';
import { useMay } from '../api/roles.ts';
import type { Trigger } from '../api/types.ts';
import { AddRegular } from '../icons.ts';
import { useCards } from '../parts/cards.ts';
import { Loading } from '../parts/Loading.tsx';
import { Nothing } from '../parts/Nothing.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { Time } from '../parts/Time.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { Link } from '../routing/Link.tsx';
import { goTo } from '../routing/location.ts';
import { addressOf, NEW } from '../routing/routes.ts';
import { LastStart } from './LastStart.tsx';
import { KIND_TEXT, whenText } from './triggerBody.ts';

const useStyles = makeStyles({ table: { minWidth: '900px' }, cell: { paddingBlock: '8px' } });

export function TriggersPage() {
  const cards = useCards();
  const { administer } = useMay();
  const { data: triggers, error, refetch } = useQuery(triggersQuery);
  const create = administer && (
    <Button appearance="primary" icon={<AddRegular />} onClick={() => goTo(addressOf.trigger(NEW))}>
      Create
    </Button>
  );
  return (
    <div className={cards.stack}>
      <PageHead title="Triggers" under="What starts runs by itself">
        {create}
      </PageHead>
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {!triggers && !error && <Loading what="triggers" />}
      {triggers?.length === 0 && (
        <Nothing title="No trigger yet">
          <Text>
            A trigger starts runs at set times, when a pipeline calls, or when AKS releases a version.
          </Text>
          {create}
        </Nothing>
      )}
      {triggers && triggers.length > 0 && <TriggerTable triggers={triggers} />}
    </div>
  );
}

function TriggerTable({ triggers }: { triggers: readonly Trigger[] }) {
  const styles = useStyles();
  const cards = useCards();
  return (
    <div className={cards.scroll} tabIndex={0} role="region" aria-label="List of triggers">
      <Table className={styles.table} aria-label="Triggers">
        <TableHeader>
          <TableRow>
            {['Trigger', 'Kind', 'Starts', 'Strategy', 'Last', 'Next'].map((heading) => (
              <TableHeaderCell key={heading}>{heading}</TableHeaderCell>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {triggers.map((trigger) => (
            <TableRow key={trigger.name}>
              <TableCell>
                <Link to={addressOf.trigger(trigger.name)}>{trigger.name}</Link>
              </TableCell>
              <TableCell>
                {KIND_TEXT[trigger.kind]}
                {!trigger.enabled && (
                  <>
                    {' '}
                    <Badge appearance="outline" color="warning">
                      Paused
                    </Badge>
                  </>
                )}
              </TableCell>
              <TableCell className={styles.cell}>{whenText(trigger)}</TableCell>
              <TableCell>{trigger.strategy ?? 'One by one'}</TableCell>
              <TableCell className={styles.cell}>
                <LastStart last={trigger.last} />
              </TableCell>
              <TableCell>
                <Next trigger={trigger} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function Next({ trigger }: { trigger: Trigger }) {
  const cards = useCards();
  if (!trigger.enabled) return <span className={cards.quiet}>Nothing while paused</span>;
  const next = trigger.kind === 'schedule' ? trigger.nextTimes[0] : undefined;
  return next === undefined ? <span className={cards.quiet}>When it happens</span> : <Time at={next} />;
}
