import { useQuery } from '@tanstack/react-query';
import { grantsQuery } from '../api/queries.ts';
import { useMay } from '../api/roles.ts';
import type { Grant } from '../api/types.ts';
import { CHANGED_COLUMN } from '../resource/changedColumn.tsx';
import { ResourceListPage } from '../resource/ResourceListPage.tsx';
import type { Column } from '../tables/DataTable.tsx';
import { GRANT_WORDS } from './grantWords.ts';

const COLUMNS: readonly Column<Grant>[] = [
  { key: 'principal', heading: 'Principal', width: 'minmax(0, 2.2fr)', text: ({ principal }) => principal },
  { key: 'role', heading: 'Role', width: '110px', text: ({ role }) => role },
  { key: 'fleets', heading: 'Fleets', width: 'minmax(0, 2fr)', text: ({ fleets }) => fleets.join(', ') },
  CHANGED_COLUMN,
];

/** Who has which role on which fleets. */
export function AccessPage() {
  const { administer } = useMay();
  const rest = administer ? '' : ' · Only an Admin of all fleets gives and takes them';
  return (
    <ResourceListPage
      words={GRANT_WORDS}
      list={useQuery(grantsQuery)}
      under={`Roles on some fleets, beside those that the Entra application gives on all${rest}`}
      emptyText="Roles are those of the Entra application, on all fleets. A grant gives somebody a role on some of them."
      columns={COLUMNS}
      rowHeight={56}
    />
  );
}
