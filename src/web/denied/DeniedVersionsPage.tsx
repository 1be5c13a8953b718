import { useQuery } from '@tanstack/react-query';
import { deniedVersionsQuery } from '../api/queries.ts';
import type { DeniedVersion } from '../api/types.ts';
import { ChangedBy } from '../parts/ChangedBy.tsx';
import { ResourceListPage } from '../resource/ResourceListPage.tsx';
import { TIME_TRACK, type Column } from '../tables/DataTable.tsx';
import { DENIED_WORDS } from './deniedWords.ts';

const COLUMNS: readonly Column<DeniedVersion>[] = [
  {
    key: 'version',
    heading: 'Version',
    width: 'minmax(0, 2fr)',
    text: ({ kubernetesVersion, nodeImageVersion }) =>
      nodeImageVersion ?? `Kubernetes ${kubernetesVersion ?? ''}`,
  },
  { key: 'reason', heading: 'Reason', width: 'minmax(0, 3fr)', text: ({ reason }) => reason },
  {
    key: 'changed',
    heading: 'Changed',
    width: TIME_TRACK,
    text: ({ changedAt, changedBy }) => `${changedAt} by ${changedBy}`,
    order: ({ changedAt }) => Date.parse(changedAt),
    cell: ({ changedAt, changedBy }) => <ChangedBy at={changedAt} by={changedBy} />,
  },
];

export function DeniedVersionsPage() {
  return (
    <ResourceListPage
      words={DENIED_WORDS}
      list={useQuery(deniedVersionsQuery)}
      under="No plan, start or trigger brings these"
      emptyText="After a bad night deny its version here, and the next night leaves it alone."
      columns={COLUMNS}
      rowHeight={56}
    />
  );
}
