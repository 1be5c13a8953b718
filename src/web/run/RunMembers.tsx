import { makeStyles, SearchBox, Select } from '@fluentui/react-components';
import { useMemo } from 'react';
import { STATE_TEXT } from '../api/states.ts';
import type { Run, RunGroup, RunMember, RunState } from '../api/types.ts';
import { StateMark } from '../parts/StateMark.tsx';
import { Took } from '../parts/Time.tsx';
import { changesOf } from '../parts/versions.ts';
import { Link } from '../routing/Link.tsx';
import { useSearchValue } from '../routing/location.ts';
import { addressOf } from '../routing/routes.ts';
import { sharesOf } from '../runs/progress.ts';
import type { Column } from '../tables/DataTable.tsx';
import { ListView } from '../tables/ListView.tsx';

interface MemberRow {
  readonly run: string;
  readonly stage: string;
  readonly group: RunGroup['name'];
  readonly member: RunMember;
}

const tookMs = ({ member: { startTime, completedTime } }: MemberRow) =>
  startTime === undefined || completedTime === undefined
    ? -1
    : Date.parse(completedTime) - Date.parse(startTime);

const whyOf = ({ error, message, state }: RunMember) =>
  error ? `${error.code}: ${error.message}` : state === 'Completed' ? '' : (message ?? '');

const COLUMNS: readonly Column<MemberRow>[] = [
  {
    key: 'member',
    heading: 'Member',
    width: 'minmax(0, 1.6fr)',
    text: ({ member: { fleet, name } }) => `${fleet}/${name}`,
    cell: ({ run, member: { fleet, name } }) => (
      <Link to={addressOf.runMember(run, fleet, name)}>{name}</Link>
    ),
  },
  {
    key: 'state',
    heading: 'State',
    width: '130px',
    text: ({ member }) => STATE_TEXT[member.state],
    cell: ({ member }) => <StateMark state={member.state} />,
  },
  { key: 'stage', heading: 'Stage', width: 'minmax(0, 1fr)', text: ({ stage }) => stage },
  { key: 'group', heading: 'Group', width: 'minmax(0, 1fr)', text: ({ group }) => group },
  {
    key: 'took',
    heading: 'Took',
    width: '110px',
    text: (row) => (tookMs(row) < 0 ? '' : String(Math.round(tookMs(row) / 1_000))),
    order: tookMs,
    cell: ({ member: { state, startTime, completedTime } }) =>
      startTime !== undefined && state !== 'NotStarted' && <Took from={startTime} to={completedTime} />,
  },
  {
    key: 'change',
    heading: 'Change',
    width: 'minmax(0, 2fr)',
    text: ({ member: { from, to } }) => changesOf(from, to).join('; '),
  },
  { key: 'why', heading: 'Reason', width: 'minmax(0, 2.4fr)', text: ({ member }) => whyOf(member) },
];

const useStyles = makeStyles({
  tools: {
    display: 'flex',
    gap: '8px',
    flexWrap: 'wrap',
    alignItems: 'center',
    '@media print': { display: 'none' },
  },
  search: { width: '260px', maxWidth: '100%' },
});

/** What of a run's members is looked for; it stands in the address. */
export function useMemberFilter() {
  const [search, setSearch] = useSearchValue('search');
  const [state, setState] = useSearchValue('state');
  const [group, setGroup] = useSearchValue('group');
  const isActive = search !== '' || state !== '' || group !== '';
  return { search, setSearch, state, setState, group, setGroup, isActive };
}

export type MemberFilter = ReturnType<typeof useMemberFilter>;

/** Looks for members in the run by name, versions or reason, and by state. */
export function MemberSearch({ run, filter }: { run: Run; filter: MemberFilter }) {
  const styles = useStyles();
  return (
    <div className={styles.tools}>
      {!filter.isActive && (
        <SearchBox
          className={styles.search}
          placeholder="Search members"
          aria-label="Search members"
          value={filter.search}
          onChange={(_event, { value }) => filter.setSearch(value)}
        />
      )}
      <StateFilter run={run} filter={filter} />
    </div>
  );
}

function StateFilter({ run, filter }: { run: Run; filter: MemberFilter }) {
  return (
    <Select
      aria-label="Show state"
      value={filter.state}
      onChange={(_event, { value }) => filter.setState(value)}
    >
      <option value="">Any state</option>
      {sharesOf(run.counts).map(({ state, count }) => (
        <option key={state} value={state}>{`${STATE_TEXT[state]} (${count})`}</option>
      ))}
    </Select>
  );
}

/** The members that are looked for, as a table of which only what is in sight is drawn. */
export function RunMembers({ run, filter }: { run: Run; filter: MemberFilter }) {
  const all = useMemo(() => rowsOf(run), [run]);
  const rows = all.filter(
    ({ member, group }) =>
      isOf(member.state, filter.state) && (filter.group === '' || group === filter.group),
  );
  const groups = [...new Set(all.map(({ group }) => group))];
  return (
    <ListView
      label="Members"
      noun="member"
      fileName={`${run.name}-members`}
      rows={rows}
      all={all.length}
      columns={COLUMNS}
      keyOf={({ member }) => `${member.fleet}/${member.name}`}
      nameOf={({ member }) => member.name}
      minWidth={960}
      search={[filter.search, filter.setSearch]}
      filters={
        <Select
          aria-label="Show group"
          value={filter.group}
          onChange={(_event, { value }) => filter.setGroup(value)}
        >
          <option value="">All groups</option>
          {groups.map((group) => (
            <option key={group}>{group}</option>
          ))}
        </Select>
      }
    />
  );
}

const isOf = (state: RunState, wanted: string) => wanted === '' || state === wanted;

function rowsOf(run: Run): MemberRow[] {
  return run.stages.flatMap((stage) =>
    stage.groups.flatMap((group) =>
      group.members.map((member) => ({ run: run.name, stage: stage.name, group: group.name, member })),
    ),
  );
}
