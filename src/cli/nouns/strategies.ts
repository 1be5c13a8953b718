import type { Noun } from '../command.ts';
import { applies, APPLY_OPTIONS } from '../apply/applyFiles.ts';
import { STRATEGY } from '../apply/kinds.ts';
import { documentOf } from '../files/readFile.ts';
import { column, itemsAt, textOf, valueAt } from '../show/columns.ts';
import { acts, fields, filled, list, reads } from './calls.ts';
import { objectOf, withPlaces } from './runRequest.ts';

const COLUMNS = [
  column('Strategy', 'name'),
  {
    title: 'Stages',
    of: (row: unknown) =>
      itemsAt(row, 'stages')
        .map((stage) => textOf(valueAt(stage, 'name')))
        .join(' > '),
  },
  column('Changed', 'changedAt'),
  column('By', 'changedBy'),
];
const STAGES = [
  column('Stage', 'name'),
  {
    title: 'Groups',
    of: (row: unknown) =>
      itemsAt(row, 'groups')
        .map((group) => textOf(valueAt(group, 'name')))
        .join(', '),
  },
  column('Wait after it (s)', 'afterStageWaitInSeconds'),
];
const NAME = { name: 'name', about: 'the strategy' };

export const strategies: Noun = {
  word: 'strategies',
  summary: 'Strategies: stages in their order, kept by name or in files',
  commands: [
    {
      words: ['strategies', 'list'],
      summary: 'All strategies',
      operations: ['listStrategies'],
      examples: ['strategies list'],
      run: reads('/api/strategies', [], list(COLUMNS, 'There are no strategies.')),
    },
    {
      words: ['strategies', 'show'],
      summary: 'A strategy with its stages',
      operations: ['getStrategy'],
      args: [NAME],
      examples: ['strategies show standard'],
      run: reads('/api/strategies/{name}', [], (answer) => [
        fields(answer, [
          column('Strategy', 'name'),
          column('Changed', 'changedAt'),
          column('By', 'changedBy'),
        ]),
        { columns: STAGES, rows: itemsAt(answer, 'stages') },
      ]),
    },
    {
      words: ['strategies', 'apply'],
      summary: 'Makes the strategies of the app as files say (docs/schemas/strategy.json)',
      operations: ['getStrategy', 'listStrategies', 'putStrategy', 'deleteStrategy'],
      options: APPLY_OPTIONS,
      examples: ['strategies apply -f strategies/', 'strategies apply -f strategies/ --prune --dry-run'],
      run: applies(STRATEGY),
    },
    {
      words: ['strategies', 'export'],
      summary: 'The stages of a strategy as `az fleet updatestrategy create --stages` reads them',
      operations: ['getStrategy'],
      args: [NAME],
      examples: ['strategies export standard > stages.json'],
      run: async ({ api, args, print }) => {
        const strategy = await api.get(filled('/api/strategies/{name}', args));
        print.text(JSON.stringify({ stages: valueAt(strategy, 'stages') }, undefined, 2));
        return undefined;
      },
    },
    {
      words: ['strategies', 'import'],
      summary: 'A strategy from a file that `az fleet` takes as --stages',
      operations: ['putStrategy'],
      args: [NAME],
      options: [
        { flags: '--stages <file>', about: 'the file; - is what is piped in', required: true },
        { flags: '--replace', about: 'also when there is one of that name' },
      ],
      examples: ['strategies import standard --stages stages.json'],
      run: async ({ api, args, options, print }) => {
        const document = await documentOf(options.needed('stages'));
        const { stages } = objectOf(document);
        const headers: Record<string, string> = options.is('replace') ? {} : { 'if-none-match': '*' };
        const send = () =>
          api.call('PUT', filled('/api/strategies/{name}', args), { body: { stages }, headers });
        const answer = await withPlaces(document, send);
        print.answer(
          answer.body,
          `Strategy ${args.needed('name')} was ${answer.status === 201 ? 'created' : 'replaced'}.`,
        );
        return undefined;
      },
    },
    {
      words: ['strategies', 'delete'],
      summary: 'Deletes a strategy; runs made from it keep their copy',
      operations: ['deleteStrategy'],
      args: [NAME],
      examples: ['strategies delete standard'],
      run: acts(
        'DELETE',
        '/api/strategies/{name}',
        undefined,
        (args) => `Strategy ${args.needed('name')} is deleted.`,
      ),
    },
  ],
};
