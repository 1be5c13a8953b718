import { useQuery } from '@tanstack/react-query';
import { freezesQuery } from '../api/queries.ts';
import type { Freeze } from '../api/types.ts';
import { useAppNow } from '../parts/Time.tsx';
import { CHANGED_COLUMN } from '../resource/changedColumn.tsx';
import { ResourceListPage } from '../resource/ResourceListPage.tsx';
import { TIME_TRACK, type Column } from '../tables/DataTable.tsx';
import { coversText } from './freezeBody.ts';
import { FreezeCalendar } from './FreezeCalendar.tsx';
import { FREEZE_WORDS } from './freezeWords.ts';
import { OnOrOff } from './OnOrOff.tsx';

const COLUMNS: readonly Column<Freeze>[] = [
  {
    key: 'state',
    heading: 'State',
    width: TIME_TRACK,
    text: ({ active, changesAt = '' }) => `${active ? 'On' : 'Off'} ${changesAt}`.trim(),
    cell: (freeze) => <OnOrOff freeze={freeze} />,
  },
  { key: 'covers', heading: 'Covers', width: 'minmax(0, 1.5fr)', text: coversText },
  { key: 'reason', heading: 'Reason', width: 'minmax(0, 2fr)', text: ({ reason }) => reason },
  CHANGED_COLUMN,
];

/** When nothing starts: what is on, and what is coming. */
export function FreezesPage() {
  const list = useQuery({ ...freezesQuery, select: ({ value }) => value });
  const now = useAppNow(false);
  return (
    <ResourceListPage
      words={FREEZE_WORDS}
      list={list}
      under="While one is on, nothing starts in what it covers; what runs finishes"
      emptyText="A freeze holds back runs, triggers and starts again until it ends, and they go on by themselves then."
      columns={COLUMNS}
      rowHeight={56}
      minWidth={900}
      above={(freezes) => <FreezeCalendar freezes={freezes} now={now} />}
    />
  );
}
