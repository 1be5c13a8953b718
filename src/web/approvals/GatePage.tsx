import { makeStyles, mergeClasses, Subtitle2, Text } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { gateQuery } from '../api/gateQueries.ts';
import { ApiProblem } from '../api/problem.ts';
import { runQuery } from '../api/runQueries.ts';
import { hasEnded } from '../api/states.ts';
import type { Run, RunGate } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { Facts } from '../parts/Facts.tsx';
import { Loading } from '../parts/Loading.tsx';
import { Nothing } from '../parts/Nothing.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { Link } from '../routing/Link.tsx';
import { addressOf } from '../routing/routes.ts';
import { DecisionBar } from './DecisionBar.tsx';
import { GateFacts } from '../gates/GateFacts.tsx';
import { MayNotSkip } from '../gates/MayNotSkip.tsx';
import { placeOfGate } from '../gates/gateProgress.ts';
import { NextStage } from './NextStage.tsx';
import { Readiness } from './Readiness.tsx';
import { SkipCommand } from './SkipCommand.tsx';

const useStyles = makeStyles({
  instructions: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
});
const PARENT = { text: 'Approvals', to: addressOf.approvals() };

/** One gate, to decide on: what it asks, what speaks against going on, and what comes next. */
export function GatePage({ run, gate: id }: { run: string; gate: string }) {
  const client = useQueryClient();
  const { data: gate, error, refetch } = useQuery(gateQuery(run, id));
  const { data: live } = useQuery({ ...runQuery(client, run), enabled: gate !== undefined });
  if (error instanceof ApiProblem && error.status === 404) return <Gone run={run} why={error.message} />;
  if (!gate) {
    return (
      <>
        <PageHead title={`Gate of ${run}`} parent={PARENT} />
        {error ? <Trouble error={error} onRetry={() => void refetch()} /> : <Loading what="gate" />}
      </>
    );
  }
  return (
    <>
      <PageHead
        title={gate.name}
        parent={PARENT}
        badge={<StateMark state={gate.state} />}
        under={
          <>
            Run <Link to={addressOf.run(run)}>{run}</Link>, {placeOfGate(gate)}
          </>
        }
      >
        {live && <SkipCommand gate={gate} run={live.run} />}
      </PageHead>
      <Shown gate={gate} run={live?.run} />
      <DecisionBar gate={gate} run={live?.run} />
    </>
  );
}

function Gone({ run, why }: { run: string; why: string }) {
  return (
    <>
      <PageHead title={`Gate of ${run}`} parent={PARENT} />
      <Nothing title="There is nothing to decide any more">
        <Text>{why} It was deleted, or the address is not one of a gate.</Text>
        <Link to={addressOf.approvals()}>What else waits</Link>
      </Nothing>
    </>
  );
}

function Shown({ gate, run }: { gate: RunGate; run: Run | undefined }) {
  const styles = useStyles();
  const cards = useCards();
  const isOpen = !hasEnded(gate.state);
  return (
    <div className={cards.stack}>
      {gate.instructions !== undefined && (
        <section className={mergeClasses(cards.card, cards.stack)} aria-label="What to look at">
          <Subtitle2 as="h2">What to look at</Subtitle2>
          <Text className={styles.instructions}>{gate.instructions}</Text>
        </section>
      )}
      <div className={mergeClasses(cards.card, cards.stack)}>
        <Asked gate={gate} />
        <GateFacts gate={gate} />
        {run && isOpen && <MayNotSkip gate={gate} allowed={run.allowed} />}
      </div>
      {isOpen && (
        <div className={cards.card}>
          <Readiness gate={gate} />
        </div>
      )}
      {run && isOpen && (
        <div className={cards.card}>
          <NextStage run={run} gate={gate} />
        </div>
      )}
    </div>
  );
}

function Asked({ gate: { requesters, approvers } }: { gate: RunGate }) {
  if (requesters.length === 0 && approvers === undefined) return null;
  return (
    <Facts
      facts={{
        'Asked for by': requesters.length > 0 && requesters.join(', '),
        'Decided by': approvers && `${approvers.join(', ')} only`,
      }}
    />
  );
}
