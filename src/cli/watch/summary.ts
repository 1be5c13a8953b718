import { column, itemsAt, textOf, valueAt, type Column } from '../show/columns.ts';
import type { Part } from '../show/printer.ts';
import { plainText } from '../show/plainText.ts';
import { countsText } from './countsText.ts';
import type { RunShape } from './runShape.ts';
import { budgetText } from './drawRun.ts';
import { waitText } from './waitText.ts';

const FAILED: readonly Column[] = [
  { title: 'Failed', of: (row) => `${textOf(valueAt(row, 'fleet'))}/${textOf(valueAt(row, 'name'))}` },
  { title: 'Why', of: (row) => textOf(valueAt(row, 'error.message') ?? valueAt(row, 'message')) },
];

/** A run as a table of its groups, with what failed. */
export function summaryOf(run: RunShape): Part[] {
  const rows = run.stages.flatMap((stage) => stage.groups.map((group) => ({ stage, group })));
  const members = rows.flatMap(({ group }) => group.members);
  const failed = members.filter(({ state }) => state === 'Failed');
  const parts: Part[] = [
    {
      title: titleOf(run),
      columns: [
        column('Stage', 'stage.name'),
        column('Stage is', 'stage.state'),
        column('Group', 'group.name'),
        column('Group is', 'group.state'),
        {
          title: 'Members',
          of: (row) =>
            countsText(itemsAt(row, 'group.members').map((each) => textOf(valueAt(each, 'state')))),
        },
        column('Says', 'says'),
      ],
      rows: rows.map(({ stage, group }) => ({
        stage,
        group,
        says: group.waiting ? waitText(group.waiting) : group.message,
      })),
    },
  ];
  return failed.length === 0 ? parts : [...parts, { columns: FAILED, rows: failed }];
}

function titleOf(run: RunShape): string {
  const { name, state, message, waiting, leftOutCount } = run;
  const budget = budgetText(run);
  return [
    `Run ${name}: ${state}.`,
    ...(budget === '' ? [] : [`${budget}.`]),
    ...(message === undefined ? [] : [plainText(message)]),
    ...(waiting === undefined ? [] : [`It ${waitText(waiting)}`]),
    ...(leftOutCount === undefined ? [] : [`${leftOutCount} left out.`]),
  ].join(' ');
}
