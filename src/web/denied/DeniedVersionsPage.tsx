import { useQuery } from '@tanstack/react-query';
import { deniedVersionsQuery } from '../api/queries.ts';
import type { DeniedVersion } from '../api/types.ts';
import { CHANGED_COLUMN } from '../resource/changedColumn.tsx';
import { ResourceListPage } from '../resource/ResourceListPage.tsx';
import type { Column } from '../tables/DataTable.tsx';
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
  CHANGED_COLUMN,
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
