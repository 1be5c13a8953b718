import { lengthText } from '../../domain/time/lengthText.ts';
import type { RehearsalSummary } from '../../rehearsal/summary.ts';
import { column, itemsAt, textOf, valueAt, type Column } from '../show/columns.ts';
import type { Part } from '../show/printer.ts';

/** The seconds at a path as a time after the start. */
const after = (title: string, path: string): Column => ({
  title,
  of: (row) => {
    const seconds = valueAt(row, path);
    return typeof seconds === 'number' ? `+${lengthText(seconds)}` : '';
  },
});

const MEMBER: Column = {
  title: 'Member',
  of: (row) => `${textOf(valueAt(row, 'fleet'))}/${textOf(valueAt(row, 'name'))}`,
};
const WAITS: Column = {
  title: 'Waits',
  of: (row) =>
    itemsAt(row, 'waits')
      .map((wait) => {
        const what = [textOf(valueAt(wait, 'reason')), textOf(valueAt(wait, 'gate'))].filter(Boolean);
        return `${what.join(' ')} ${lengthText(Number(valueAt(wait, 'seconds')))}`;
      })
      .join(', '),
};

/** What a rehearsal came to, in tables. */
export function partsOf(summary: RehearsalSummary, notes: readonly string[]): Part[] {
  return [
    {
      title: 'Rehearsal',
      columns: [column('What', 'what'), column('Value', 'value')],
      rows: [...figuresOf(summary), ...notes.map((value) => ({ what: 'Note', value }))],
    },
    {
      title: 'Stages',
      columns: [column('Stage', 'name'), after('Starts', 'startsAfter'), after('Ends', 'endsAfter'), WAITS],
      rows: summary.stages,
      nothing: 'No stage was reached.',
    },
    {
      title: 'If the first member of a stage fails for good',
      columns: [
        column('Stage', 'stage'),
        column('Member', 'member'),
        column('Run is', 'state'),
        column('Members not reached', 'notUpdated'),
      ],
      rows: summary.failures,
      nothing: 'No member is updated.',
    },
    {
      title: 'The play in the middle',
      columns: [
        after('Starts', 'startsAfter'),
        after('Ends', 'endsAfter'),
        column('Stage', 'stage'),
        column('Group', 'group'),
        MEMBER,
        column('State', 'state'),
      ],
      rows: summary.timeline,
      nothing: 'There is nothing to update.',
    },
  ];
}

function figuresOf({ startAt, members, plays, outcomes, ends, peak }: RehearsalSummary) {
  const endAt = (seconds: number) =>
    `${lengthText(seconds)}, at ${textOf(new Date(Date.parse(startAt) + seconds * 1000).toISOString())}`;
  const states = Object.entries(outcomes).map(([state, count]) => `${count} ${state}`);
  return [
    { what: 'Starts', value: textOf(startAt) },
    { what: 'Members', value: String(members) },
    { what: 'Plays', value: `${plays}: ${states.join(', ')}` },
    ...(ends
      ? [
          { what: '50 in 100 end in', value: endAt(ends.p50) },
          { what: '90 in 100 end in', value: endAt(ends.p90) },
          { what: '99 in 100 end in', value: endAt(ends.p99) },
        ]
      : []),
    { what: 'At once, at most', value: String(peak) },
  ];
}
