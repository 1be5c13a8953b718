import { writeFile } from 'node:fs/promises';
import { estimateWords, planMarkdown, planToShow } from '../../contracts/planMarkdown.ts';
import type { Command } from '../command.ts';
import { column, fieldsOf, itemsAt, textOf, valueAt } from '../show/columns.ts';
import type { Part } from '../show/printer.ts';
import { REQUEST_OPTIONS, requestOf, withPlaces } from './runRequest.ts';

const versions = (row: unknown, which: string) => textOf(valueAt(row, `${which}.kubernetesVersion`));
const images = (row: unknown, which: string) =>
  [
    ...new Set(
      itemsAt(valueAt(row, which), 'nodePools').map((pool) => textOf(valueAt(pool, 'nodeImageVersion'))),
    ),
  ].join(', ');

const MEMBERS = [
  column('Stage', 'stage'),
  column('Group', 'group'),
  {
    title: 'Member',
    of: (row: unknown) => `${textOf(valueAt(row, 'fleet'))}/${textOf(valueAt(row, 'name'))}`,
  },
  { title: 'From', of: (row: unknown) => versions(row, 'from') },
  { title: 'To', of: (row: unknown) => versions(row, 'to') },
  { title: 'Images from', of: (row: unknown) => images(row, 'from') },
  { title: 'Images to', of: (row: unknown) => images(row, 'to') },
  {
    title: 'Note',
    of: (row: unknown) =>
      textOf(valueAt(row, 'leftOut.message')) ||
      (valueAt(row, 'update') === false ? 'nothing to update' : ''),
  },
];
export const FINDINGS = [
  column('Severity', 'severity'),
  column('Code', 'code'),
  column('Finding', 'message'),
];

/** What a plan would do, and what speaks against it. */
function partsOf(plan: unknown): Part[] {
  const members = itemsAt(plan, 'stages').flatMap((stage) =>
    itemsAt(stage, 'groups').flatMap((group) =>
      itemsAt(group, 'members').map((member) => ({
        ...fieldsOf(member),
        stage: valueAt(stage, 'name'),
        group: valueAt(group, 'name'),
      })),
    ),
  );
  const { estimate } = planToShow.parse(plan);
  const lock = textOf(valueAt(plan, 'lock'));
  const findings = itemsAt(plan, 'findings');
  return [
    {
      title: `Plan${lock === '' ? '' : ` (${lock})`}`,
      columns: MEMBERS,
      rows: members,
      nothing: 'No member is in it.',
    },
    ...(estimate ? [{ title: 'Time', columns: [], rows: [], nothing: estimateWords(estimate) }] : []),
    { title: 'Findings', columns: FINDINGS, rows: findings, nothing: 'Nothing speaks against it.' },
  ];
}

export const plan: Command = {
  words: ['plan'],
  summary: 'What a run would do, and what speaks against it; nothing is created',
  operations: ['planRun'],
  options: [...REQUEST_OPTIONS, { flags: '--out <file>', about: 'keep the plan, for `runs start --plan`' }],
  examples: [
    'plan -f run.yaml',
    'plan -f run.yaml -o markdown > comment.md',
    'plan --strategy standard --kubernetes-version 1.33 --out plan.json',
  ],
  run: async (call) => {
    const { body, document } = await requestOf(call);
    const answer = (await withPlaces({ body, document }, () => call.api.call('POST', '/api/plan', { body })))
      .body;
    call.print.show(answer, partsOf(answer), () => planMarkdown(planToShow.parse(answer)));
    const out = call.options.one('out');
    if (out !== undefined) {
      await writeFile(
        out,
        `${JSON.stringify({ request: body, planDigest: valueAt(answer, 'digest') }, undefined, 2)}\n`,
      );
      call.print.beside(`Kept in ${out}. Start just that: fleet-updates runs start --plan ${out}`);
    }
    return itemsAt(answer, 'findings').some((finding) => valueAt(finding, 'severity') === 'error')
      ? 1
      : undefined;
  },
};
