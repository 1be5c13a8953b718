import { Button, makeStyles, Text } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { membersQuery } from '../api/queries.ts';
import { useReach } from '../api/roles.ts';
import type { Member } from '../api/types.ts';
import { InUseBars } from '../members/InUseBars.tsx';
import { inUse, memberKey } from '../members/memberRows.ts';
import { useCards } from '../parts/cards.ts';
import { counted } from '../parts/counted.ts';
import { ListPage } from '../resource/ListPage.tsx';
import { Link } from '../routing/Link.tsx';
import { goTo, useSearchValue } from '../routing/location.ts';
import { addressOf } from '../routing/routes.ts';
import type { Column } from '../tables/DataTable.tsx';
import { ListView } from '../tables/ListView.tsx';
import { BEHIND_TEXTS, namedIn, runsWanted, STANDINGS, standingsOf } from './behindRows.ts';

const useStyles = makeStyles({
  bars: { display: 'grid', gap: '12px', gridTemplateColumns: 'repeat(auto-fit, minmax(280px, 1fr))' },
});

const NO_GROUP = 'no group';
const isBehind = (member: Member) => !standingsOf(member).includes('Current');

/** Are we current? How far each member is from what its region offers, and the run that mends it. */
export function BehindPage() {
  const { data, error, refetch } = useQuery(membersQuery);
  const current = data?.filter((member) => !isBehind(member)).length ?? 0;
  return (
    <ListPage
      title="Behind"
      under={
        data && (
          <>
            {`${current} of ${counted(data.length, 'member')} ${current === 1 ? 'has' : 'have'} all that the region offers · `}
            <Link to={addressOf.deniedVersions()}>Denied versions</Link>
          </>
        )
      }
      rows={data}
      error={error}
      onRetry={() => void refetch()}
      createAt={undefined}
      empty={{ title: 'The fleets have no members yet', text: 'Add an AKS cluster to a fleet first.' }}
    >
      {(rows) => <BehindList members={rows} />}
    </ListPage>
  );
}

function BehindList({ members }: { members: readonly Member[] }) {
  const styles = useStyles();
  const [standing, setStanding] = useSearchValue('standing');
  const [group, setGroup] = useSearchValue('group');
  const [region, setRegion] = useSearchValue('region');
  const rows = useMemo(
    () =>
      members.filter(
        (member) =>
          (standing === '' || standingsOf(member).some((each) => each === standing)) &&
          (group === '' || (member.group ?? NO_GROUP) === group) &&
          (region === '' || member.location === region),
      ),
    [members, standing, group, region],
  );
  const behind = useMemo(() => members.filter(isBehind), [members]);
  const standings = inUse(members, standingsOf).toSorted((a, b) => orderOf(a.value) - orderOf(b.value));
  return (
    <>
      <Mend members={rows} />
      <div className={styles.bars}>
        <InUseBars title="Standing" values={standings} chosen={standing} onChoose={setStanding} />
        <InUseBars
          title="Behind by update group"
          values={inUse(behind, (member) => [member.group ?? NO_GROUP])}
          chosen={group}
          onChoose={setGroup}
        />
        <InUseBars
          title="Behind by region"
          values={inUse(behind, ({ location }) => (location === undefined ? [] : [location]))}
          chosen={region}
          onChoose={setRegion}
        />
      </div>
      <ListView
        label="Members and how far they are behind"
        noun="member"
        fileName="behind"
        rows={rows}
        all={members.length}
        columns={COLUMNS}
        keyOf={memberKey}
        nameOf={memberKey}
        minWidth={1100}
      />
    </>
  );
}

const orderOf = (value: string) => STANDINGS.findIndex((each) => each === value);

/** The runs that bring the shown members up to date, each for exactly those; their plan says how long that takes. */
function Mend({ members }: { members: readonly Member[] }) {
  const cards = useCards();
  const { has, words } = useReach('Operator');
  const mine = members.filter(({ fleet }) => has(fleet));
  return (
    <div className={cards.row}>
      {runsWanted(mine).map(({ version, members: wanting }) => (
        <Button
          key={version ?? 'images'}
          onClick={() =>
            goTo(
              addressOf.createRunTo(version === undefined ? { images: true } : { version }, namedIn(wanting)),
            )
          }
        >
          Plan a run {version === undefined ? 'for node images' : `to ${version}`} ({wanting.length})
        </Button>
      ))}
      {mine.length < members.length && <Text size={200}>{words}</Text>}
    </div>
  );
}

const WIDTHS: Readonly<Record<string, string>> = {
  name: 'minmax(0, 2fr)',
  support: 'minmax(0, 2fr)',
  standing: 'minmax(0, 2fr)',
};

const COLUMNS: readonly Column<Member>[] = BEHIND_TEXTS.map((column) => ({
  ...column,
  width: WIDTHS[column.key] ?? 'minmax(0, 1fr)',
  ...(column.key === 'name' && {
    cell: (member: Member) => (
      <Link to={addressOf.member(member.fleet, member.name)}>{memberKey(member)}</Link>
    ),
  }),
}));
