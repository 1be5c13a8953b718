import { Button, MessageBar, MessageBarBody, Text } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../api/client.ts';
import { membersQuery } from '../api/queries.ts';
import { useMay, useReach } from '../api/roles.ts';
import type { Member } from '../api/types.ts';
import { AddRegular, ArrowClockwiseRegular, DeleteRegular, TagRegular } from '../icons.ts';
import { useCards } from '../parts/cards.ts';
import { counted } from '../parts/counted.ts';
import { Loading } from '../parts/Loading.tsx';
import { Nothing } from '../parts/Nothing.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { Time } from '../parts/Time.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { AddClusters } from './AddClusters.tsx';
import { AssignGroup } from './AssignGroup.tsx';
import { MemberPanel } from './MemberPanel.tsx';
import { MemberList } from './MemberList.tsx';
import { memberKey } from './memberRows.ts';
import { RemoveMembers } from './RemoveMembers.tsx';

const NO_MEMBERS: readonly Member[] = [];

export function MembersPage({ fleet, member }: { fleet?: string; member?: string }) {
  const cards = useCards();
  const { operate, administerSome: administer } = useMay();
  const { data, error, isPending, refetch } = useQuery(membersQuery);
  const members = data ?? NO_MEMBERS;
  const [wanted, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<Asked>();
  const chosen = members.filter((each) => wanted.has(memberKey(each)));
  // A member that is gone is selected no more.
  const selected = new Set(chosen.map(memberKey));
  const close = () => setAsked(undefined);
  return (
    <div className={cards.stack}>
      <PageHead title="Members" under={<AsOf members={members} />}>
        <Commands chosen={chosen} onAsk={setAsked} />
      </PageHead>
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {isPending && <Loading what="members" />}
      {data && members.length === 0 && (
        <Nothing title="The fleets have no members yet">
          <Text>Add an AKS cluster to a fleet here, in the portal or with the Azure CLI.</Text>
          {administer && (
            <Button appearance="primary" icon={<AddRegular />} onClick={() => setAsked('join')}>
              Add cluster
            </Button>
          )}
        </Nothing>
      )}
      {members.length > 0 && (
        <MemberList members={members} selection={operate ? { selected, onSelect: setSelected } : undefined} />
      )}
      {asked === 'assign' && (
        <AssignGroup
          members={members}
          chosen={chosen}
          onDone={() => setSelected(new Set())}
          onClose={close}
        />
      )}
      {asked === 'join' && <AddClusters members={members} onClose={close} />}
      {asked === 'remove' && <RemoveMembers chosen={chosen} onClose={close} />}
      {data && member !== undefined && <Named members={members} fleet={fleet} member={member} />}
    </div>
  );
}

type Asked = 'assign' | 'join' | 'remove';

function Commands({ chosen, onAsk }: { chosen: readonly Member[]; onAsk: (asked: Asked) => void }) {
  const { operate, administerSome: administer } = useMay();
  const fleets = chosen.map(({ fleet }) => fleet);
  const [operator, admin] = [useReach('Operator'), useReach('Admin')];
  const [mayAssign, mayRemove] = [operator.hasAll(fleets), admin.hasAll(fleets)];
  const client = useQueryClient();
  const refresh = useMutation({
    mutationFn: async () =>
      (await answered(api.GET('/api/members', { params: { query: { refresh: 'true' } } }))).value,
    onSuccess: (value) => client.setQueryData(membersQuery.queryKey, value),
  });
  return (
    <>
      {operate && (
        <Button
          appearance="primary"
          icon={<TagRegular />}
          disabled={chosen.length === 0 || !mayAssign}
          onClick={() => onAsk('assign')}
        >
          Assign update group
        </Button>
      )}
      {administer && (
        <>
          <Button icon={<AddRegular />} onClick={() => onAsk('join')}>
            Add cluster
          </Button>
          <Button
            icon={<DeleteRegular />}
            disabled={chosen.length === 0 || !mayRemove}
            onClick={() => onAsk('remove')}
          >
            Remove
          </Button>
        </>
      )}
      <Button
        icon={<ArrowClockwiseRegular />}
        disabledFocusable={refresh.isPending}
        onClick={() => refresh.mutate()}
      >
        {refresh.isPending ? 'Asking Azure …' : 'Refresh'}
      </Button>
      {!mayAssign && <Text size={200}>{operator.words}</Text>}
      {mayAssign && administer && !mayRemove && <Text size={200}>{admin.words}</Text>}
      {refresh.error && <Trouble error={refresh.error} />}
    </>
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
      {counted(members.length, 'cluster')}, as of <Time at={oldest} />
    </>
  );
}
