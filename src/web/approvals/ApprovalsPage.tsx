import { Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { pendingGatesQuery } from '../api/gateQueries.ts';
import type { PendingGate } from '../api/types.ts';
import { useNarrow } from '../parts/useNarrow.ts';
import { ListPage } from '../resource/ListPage.tsx';
import { useSearchValue } from '../routing/location.ts';
import { ListView } from '../tables/ListView.tsx';
import { APPROVAL_COLUMNS } from './approvalColumns.tsx';
import { ApprovalCards } from './ApprovalCards.tsx';
import { forViewer, inOrder } from './pendingGates.ts';

const WHILE_SHOWN_MS = 5_000;
const EMPTY = {
  title: 'Nothing waits',
  text: 'A gate of a run that is reached appears here: an approval until it is decided, health until it has soaked, a start until its time has come.',
};

/** Gates of all runs that wait, those first that the viewer may decide on. */
export function ApprovalsPage() {
  const { data, error, refetch } = useQuery({ ...pendingGatesQuery, refetchInterval: WHILE_SHOWN_MS });
  const rows = useMemo(() => data && inOrder(data.gates), [data]);
  const mine = rows === undefined ? undefined : forViewer(rows).length;
  const first = data?.more === true ? ' · Only the first 500 are shown, those that were reached first' : '';
  return (
    <ListPage
      title="Approvals"
      under={mine === undefined ? 'Gates that wait, of all runs' : `${mine} for you to decide${first}`}
      rows={rows}
      error={error}
      onRetry={() => void refetch()}
      empty={EMPTY}
    >
      {(gates) => <Gates gates={gates} />}
    </ListPage>
  );
}

function Gates({ gates }: { gates: readonly PendingGate[] }) {
  const isNarrow = useNarrow();
  const [whose, setWhose] = useSearchValue('whose');
  const shown = useMemo(() => (whose === 'mine' ? forViewer(gates) : gates), [gates, whose]);
  if (isNarrow) return <ApprovalCards gates={gates} />;
  return (
    <ListView
      label="Gates that wait"
      noun="gate"
      fileName="approvals"
      rows={shown}
      all={gates.length}
      columns={APPROVAL_COLUMNS}
      keyOf={({ run, id }) => `${run}/${id}`}
      nameOf={({ run, name }) => `${name} of ${run}`}
      rowHeight={56}
      minWidth={960}
      filters={
        <Select aria-label="Show whose" value={whose} onChange={(_event, { value }) => setWhose(value)}>
          <option value="">All that wait</option>
          <option value="mine">For me to decide</option>
        </Select>
      }
    />
  );
}
