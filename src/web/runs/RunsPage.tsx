import { Button, Select, Text } from '@fluentui/react-components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { runsQuery } from '../api/runQueries.ts';
import { useMay } from '../api/roles.ts';
import { hasEnded, STATE_TEXT } from '../api/states.ts';
import type { RunListItem } from '../api/types.ts';
import { PlayRegular } from '../icons.ts';
import { ChangedBy } from '../parts/ChangedBy.tsx';
import { useCards } from '../parts/cards.ts';
import { leftText } from '../parts/estimateText.ts';
import { StateMark } from '../parts/StateMark.tsx';
import { Time, Took, useAppNow } from '../parts/Time.tsx';
import { withLocalTimes } from '../parts/timeText.ts';
import { ListPage } from '../resource/ListPage.tsx';
import { Link } from '../routing/Link.tsx';
import { goTo, useSearchValue } from '../routing/location.ts';
import { addressOf } from '../routing/routes.ts';
import { TIME_TRACK, type Column } from '../tables/DataTable.tsx';
import { ListView } from '../tables/ListView.tsx';
import { isTheirs } from '../run/runActions.ts';
import { StartRun } from './StartRun.tsx';
import { ProgressBar } from './ProgressBar.tsx';
import { durationOf, filteredRuns, NO_STRATEGY, RUN_TEXTS } from './runRows.ts';

export function RunsPage() {
  const { operate } = useMay();
  const query = useInfiniteQuery(runsQuery);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  const runs = useMemo(() => data?.pages.flatMap((page) => page.value), [data]);
  return (
    <ListPage
      title="Multi-cluster update"
      under="Update runs"
      rows={runs}
      error={error}
      onRetry={() => void refetch()}
      createAt={operate ? addressOf.createRun() : undefined}
      empty={{
        title: 'No update run yet',
        text: 'A run brings the members of your fleets to new versions, stage by stage. Create one to begin.',
      }}
    >
      {(rows) => (
        <>
          <RunList runs={rows} />
          {hasNextPage && (
            <div>
              <Button disabledFocusable={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                Older runs
              </Button>{' '}
              <Text size={200}>Search and filters look through the {rows.length} runs that are here.</Text>
            </div>
          )}
        </>
      )}
    </ListPage>
  );
}

function RunList({ runs }: { runs: readonly RunListItem[] }) {
  const [state, setState] = useSearchValue('state');
  const [strategy, setStrategy] = useSearchValue('strategy');
  const [starting, setStarting] = useState<RunListItem>();
  const { operate } = useMay();
  const columns = useColumns(operate ? setStarting : undefined);
  const rows = useMemo(() => filteredRuns(runs, { state, strategy }), [runs, state, strategy]);
  return (
    <>
      <ListView
        label="Update runs"
        noun="run"
        fileName="update-runs"
        rows={rows}
        all={runs.length}
        columns={columns}
        keyOf={({ name }) => name}
        nameOf={({ name }) => name}
        firstSorting={{ by: 'created', descending: true }}
        rowHeight={60}
        minWidth={960}
        filters={
          <>
            <Choice
              label="Show state"
              all="Any state"
              value={state}
              onChange={setState}
              values={[...new Set(runs.map((run) => run.state))]}
              textOf={(each) => STATE_TEXT[each]}
            />
            <Choice
              label="Show strategy"
              all="Any strategy"
              value={strategy}
              onChange={setStrategy}
              values={[...new Set([...runs.map((run) => run.strategy ?? NO_STRATEGY), strategy])].filter(
                (each) => each !== '',
              )}
              textOf={(each) => (each === NO_STRATEGY ? 'None' : each)}
            />
          </>
        }
      />
      {starting && <StartRun run={starting} onClose={() => setStarting(undefined)} />}
    </>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly all: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly values: readonly Value[];
  readonly textOf: (value: Value) => string;
}

function Choice<Value extends string>({ label, all, value, onChange, values, textOf }: ChoiceProps<Value>) {
  return (
    <Select aria-label={label} value={value} onChange={(_event, data) => onChange(data.value)}>
      <option value="">{all}</option>
      {values.map((each) => (
        <option key={each} value={each}>
          {textOf(each)}
        </option>
      ))}
    </Select>
  );
}

function useColumns(onStart: ((run: RunListItem) => void) | undefined): readonly Column<RunListItem>[] {
  const now = useAppNow(false);
  return useMemo(
    () => [
      {
        key: 'name',
        width: 'minmax(0, 1.4fr)',
        ...RUN_TEXTS.name,
        cell: ({ name }) => <Link to={addressOf.run(name)}>{name}</Link>,
      },
      { key: 'state', width: 'minmax(0, 2.2fr)', ...RUN_TEXTS.state, cell: (run) => <State run={run} /> },
      {
        key: 'progress',
        width: 'minmax(124px, 1.5fr)',
        ...RUN_TEXTS.progress,
        cell: (run) => <Progress run={run} now={now} />,
      },
      { key: 'update', width: 'minmax(0, 1.6fr)', ...RUN_TEXTS.update },
      {
        key: 'strategy',
        width: 'minmax(0, 1fr)',
        ...RUN_TEXTS.strategy,
        cell: ({ strategy }) =>
          strategy === undefined ? 'None' : <Link to={addressOf.strategy(strategy)}>{strategy}</Link>,
      },
      {
        key: 'duration',
        heading: 'Duration',
        width: '90px',
        text: (run) => String(Math.round((durationOf(run, now) ?? 0) / 1_000)),
        order: (run) => durationOf(run, now) ?? -1,
        cell: (run) => <Duration run={run} />,
      },
      {
        key: 'created',
        width: TIME_TRACK,
        ...RUN_TEXTS.created,
        cell: ({ createdAt, createdBy }) => <ChangedBy at={createdAt} by={createdBy} />,
      },
      {
        key: 'commands',
        heading: 'Commands',
        width: '120px',
        isCommand: true,
        text: () => '',
        cell: (run) => <Commands run={run} onStart={onStart} />,
      },
    ],
    [onStart, now],
  );
}

/** The state, and of a run that waits, failed or left members out the reason. */
function State({
  run: { name, state, leftOutCount = 0, waiting, message = waiting?.message },
}: {
  run: RunListItem;
}) {
  const cards = useCards();
  const text = message === undefined ? undefined : withLocalTimes(message);
  return (
    <>
      <StateMark state={state} leftOut={leftOutCount} />
      {text !== undefined && (state !== 'Completed' || leftOutCount > 0) && (
        <Text size={200} block className={cards.quiet}>
          {waiting?.gate === undefined ? text : <Link to={addressOf.gate(name, waiting.gate)}>{text}</Link>}
          {waiting?.until !== undefined && !hasEnded(state) && (
            <>
              {' '}
              Until <Time at={waiting.until} />
            </>
          )}
        </Text>
      )}
    </>
  );
}

function Progress({ run: { counts, estimate }, now }: { run: RunListItem; now: number }) {
  return (
    <>
      <ProgressBar counts={counts} />
      {estimate?.endsAt !== undefined && <Text size={200}>{leftText(estimate.endsAt, now)}</Text>}
    </>
  );
}

function Duration({ run: { startTime, completedTime, state } }: { run: RunListItem }) {
  const isOver = completedTime !== undefined && state !== 'Running' && state !== 'Pending';
  return startTime === undefined ? '–' : <Took from={startTime} to={isOver ? completedTime : undefined} />;
}

function Commands({ run, onStart }: { run: RunListItem; onStart: ((run: RunListItem) => void) | undefined }) {
  if (!onStart || !isTheirs(run)) return null;
  if (run.allowed.start.allowed) {
    return (
      <Button
        size="small"
        icon={<PlayRegular />}
        aria-label={run.state === 'NotStarted' ? `Start ${run.name}` : `Start again: ${run.name}`}
        onClick={() => onStart(run)}
      >
        {run.state === 'NotStarted' ? 'Start' : 'Start again'}
      </Button>
    );
  }
  return (
    <Button
      size="small"
      appearance="subtle"
      aria-label={`Run again: ${run.name}`}
      onClick={() => goTo(addressOf.runAgain(run.name))}
    >
      Run again
    </Button>
  );
}
