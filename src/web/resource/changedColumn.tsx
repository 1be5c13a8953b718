import { ChangedBy } from '../parts/ChangedBy.tsx';
import { TIME_TRACK, type Column } from '../tables/DataTable.tsx';

/** Who last changed a named resource, and when. */
export const CHANGED_COLUMN: Column<{ readonly changedAt: string; readonly changedBy: string }> = {
  key: 'changed',
  heading: 'Changed',
  width: TIME_TRACK,
  text: ({ changedAt, changedBy }) => `${changedAt} by ${changedBy}`,
  order: ({ changedAt }) => Date.parse(changedAt),
  cell: ({ changedAt, changedBy }) => <ChangedBy at={changedAt} by={changedBy} />,
};
