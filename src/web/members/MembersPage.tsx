import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarBody,
  SearchBox,
  Select,
  Text,
} from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { answered, api } from '../api/client.ts';
import { membersQuery } from '../api/queries.ts';
import { useMay } from '../api/roles.ts';
import type { Member } from '../api/types.ts';
import { AddRegular, ArrowClockwiseRegular, DeleteRegular, TagRegular } from '../icons.ts';
import { useCards } from '../parts/cards.ts';
import { Loading } from '../parts/Loading.tsx';
import { Nothing } from '../parts/Nothing.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { Time } from '../parts/Time.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { useSearchValue } from '../routing/location.ts';
import { AssignGroup } from './AssignGroup.tsx';
import { InUseBars } from './InUseBars.tsx';
import { JoinMember } from './JoinMember.tsx';
import { MemberPanel } from './MemberPanel.tsx';
import { inUse, memberKey, NO_GROUP, nodeImagesOf, rowsOf, type Sorting } from './memberRows.ts';
import { MemberTable } from './MemberTable.tsx';
import { RemoveMembers } from './RemoveMembers.tsx';

const useStyles = makeStyles({
  bars: {
    ...{ display: 'grid', gap: '16px', gridTemplateColumns: '1fr 1.4fr', alignItems: 'start' },
    '@media (max-width: 900px)': { gridTemplateColumns: '1fr' },
  },
  filters: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  search: { width: '280px', maxWidth: '100%' },
});

const NO_MEMBERS: readonly Member[] = [];

export function MembersPage({ fleet, member }: { fleet?: string; member?: string }) {
  const cards = useCards();
  const client = useQueryClient();
  const { operate, administer } = useMay();
  const { data, error, isPending, refetch } = useQuery(membersQuery);
  const members = data ?? NO_MEMBERS;
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<'assign' | 'join' | 'remove'>();
  const refresh = useMutation({
    mutationFn: async () =>
      (await answered(api.GET('/api/members', { params: { query: { refresh: 'true' } } }))).value,
    onSuccess: (value) => client.setQueryData(membersQuery.queryKey, value),
  });
  const chosen = members.filter((each) => selected.has(memberKey(each)));
  const close = () => setAsked(undefined);
  return (
    <div className={cards.stack}>
      <PageHead title="Members" under={<AsOf members={members} />}>
        {operate && (
          <Button
            {...{ appearance: 'primary', icon: <TagRegular />, disabled: chosen.length === 0 }}
            onClick={() => setAsked('assign')}
          >
            Assign update group
          </Button>
        )}
        {administer && (
          <>
            <Button icon={<AddRegular />} onClick={() => setAsked('join')}>
              Add cluster
            </Button>
            <Button
              icon={<DeleteRegular />}
              disabled={chosen.length === 0}
              onClick={() => setAsked('remove')}
            >
              Remove
            </Button>
          </>
        )}
        <Button
          icon={<ArrowClockwiseRegular />}
          disabled={refresh.isPending}
          onClick={() => refresh.mutate()}
        >
          {refresh.isPending ? 'Asking Azure …' : 'Refresh'}
        </Button>
      </PageHead>
      {refresh.error && <Trouble error={refresh.error} />}
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {isPending && <Loading what="members" />}
      {data && members.length === 0 && (
        <Nothing title="The fleets have no members yet">
          <Text>Add an AKS cluster to a fleet here, in the portal or with the Azure CLI.</Text>
        </Nothing>
      )}
      {members.length > 0 && <MemberList {...{ members, selected, setSelected, canSelect: operate }} />}
      {asked === 'assign' && (
        <AssignGroup
          members={members}
          chosen={chosen}
          onDone={() => setSelected(new Set())}
          onClose={close}
        />
      )}
      {asked === 'join' && <JoinMember members={members} onClose={close} />}
      {asked === 'remove' && <RemoveMembers chosen={chosen} onClose={close} />}
      {data && member !== undefined && <Named {...{ members, fleet, member }} />}
    </div>
  );
}

/** The member that the address names. */
function Named({ members, fleet, member }: { members: readonly Member[]; fleet?: string; member: string }) {
  const found = members.find((each) => each.fleet === fleet && each.name === member);
  if (found) return <MemberPanel member={found} />;
  return (
    <MessageBar intent="warning">
      <MessageBarBody>
        There is no member {member} in fleet {fleet}.
      </MessageBarBody>
    </MessageBar>
  );
}

function AsOf({ members }: { members: readonly Member[] }) {
  const oldest = members.map(({ asOf }) => asOf).toSorted()[0];
  if (oldest === undefined) return null;
  return (
    <>
      {members.length} {members.length === 1 ? 'cluster' : 'clusters'}, as of <Time at={oldest} />
    </>
  );
}

interface MemberListProps {
  readonly members: readonly Member[];
  readonly selected: ReadonlySet<string>;
  readonly setSelected: (selected: ReadonlySet<string>) => void;
  readonly canSelect: boolean;
}

function MemberList({ members, selected, setSelected, canSelect }: MemberListProps) {
  const styles = useStyles();
  const [text, setText] = useSearchValue('search');
  const [group, setGroup] = useSearchValue('group');
  const [version, setVersion] = useSearchValue('version');
  const [image, setImage] = useSearchValue('image');
  const [sorting, setSorting] = useState<Sorting>({ by: 'name', descending: false });
  const versions = useMemo(
    () => inUse(members, (each) => [each.kubernetesVersion ?? 'Not known']),
    [members],
  );
  const images = useMemo(() => inUse(members, nodeImagesOf), [members]);
  const groups = useMemo(
    () => inUse(members, (each) => (each.group === null ? [] : [each.group])),
    [members],
  );
  const filter = {
    text,
    group: group || undefined,
    kubernetesVersion: version || undefined,
    nodeImage: image || undefined,
  };
  const rows = rowsOf(members, filter, sorting);
  return (
    <>
      <div className={styles.bars}>
        <InUseBars
          {...{ title: 'Kubernetes versions in use', values: versions, chosen: version }}
          onChoose={setVersion}
        />
        <InUseBars {...{ title: 'Node images in use', values: images, chosen: image }} onChoose={setImage} />
      </div>
      <div className={styles.filters}>
        <SearchBox
          {...{ className: styles.search, placeholder: 'Search members', 'aria-label': 'Search members' }}
          value={text}
          onChange={(_event, { value }) => setText(value)}
        />
        <Select aria-label="Show group" value={group} onChange={(_event, { value }) => setGroup(value)}>
          <option value="">All groups</option>
          <option value={NO_GROUP}>In no group</option>
          {groups.map(({ value, members: count }) => (
            <option key={value} value={value}>{`${value} (${count})`}</option>
          ))}
        </Select>
        <Text aria-live="polite">
          {rows.length === members.length
            ? `${rows.length} members`
            : `${rows.length} of ${members.length} members`}
          {selected.size > 0 && `, ${selected.size} selected`}
        </Text>
      </div>
      <MemberTable {...{ rows, sorting, onSort: setSorting, selected, onSelect: setSelected, canSelect }} />
    </>
  );
}
