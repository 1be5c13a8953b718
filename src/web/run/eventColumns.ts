import type { RunEvent } from '../api/types.ts';
import type { TextColumn } from '../tables/tableRows.ts';

type Field = Exclude<keyof RunEvent, 'attempt'>;

const text = (key: Field, heading: string): TextColumn<RunEvent> => ({
  key,
  heading,
  text: (event) => event[key] ?? '',
});

/** The audit trail as a table, for export. Times are UTC, so that trails of several viewers compare. */
export const EVENT_COLUMNS: readonly TextColumn<RunEvent>[] = [
  text('time', 'Time'),
  text('type', 'Type'),
  text('message', 'Message'),
  text('actor', 'By'),
  { key: 'attempt', heading: 'Attempt', text: ({ attempt }) => attempt?.toString() ?? '' },
  text('stage', 'Stage'),
  text('group', 'Group'),
  text('fleet', 'Fleet'),
  text('member', 'Member'),
  text('from', 'From'),
  text('to', 'To'),
];
