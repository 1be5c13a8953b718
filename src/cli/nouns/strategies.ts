import type { Noun } from '../command.ts';
import { fromFleetStages, toFleetStages } from '../apply/fleetStages.ts';
import { STRATEGY } from '../apply/kinds.ts';
import { documentOf } from '../files/readFile.ts';
import { column, itemsAt, textOf, valueAt } from '../show/columns.ts';
import { fields, filled } from './calls.ts';
import { namedCommands } from './namedCommands.ts';
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
const named = namedCommands({
  word: 'strategies',
  title: 'Strategy',
  kind: STRATEGY,
  example: 'standard',
});

export const strategies: Noun = {
  word: 'strategies',
  summary: 'Strategies: stages in their order, kept by name or in files',
  commands: [
    named.list('All strategies', COLUMNS, 'There are no strategies.'),
    named.show('A strategy with its stages', (answer) => [
      fields(answer, [column('Strategy', 'name'), column('Changed', 'changedAt'), column('By', 'changedBy')]),
      { columns: STAGES, rows: itemsAt(answer, 'stages') },
    ]),
    named.apply([' --prune --dry-run']),
    {
      words: ['strategies', 'export'],
      summary: 'The stages of a strategy as `az fleet updatestrategy create --stages` reads them',
      operations: ['getStrategy'],
      args: [NAME],
      examples: ['strategies export standard > stages.json'],
      run: async ({ api, args, print }) => {
        const strategy = await api.get(filled('/api/strategies/{name}', args));
        const { stages, leftOut } = toFleetStages(itemsAt(strategy, 'stages'));
        print.text(JSON.stringify({ stages }, undefined, 2));
        if (leftOut.length > 0) print.beside(`az fleet has no ${leftOut.join(', no ')}: left out.`);
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
        const given = objectOf(document)['stages'];
        const stages = Array.isArray(given) ? fromFleetStages(given) : given;
        const headers: Record<string, string> = options.is('replace') ? {} : { 'if-none-match': '*' };
        const send = () =>
          api.call('PUT', filled('/api/strategies/{name}', args), { body: { stages }, headers });
        const answer = await withPlaces({ body: document.value, document }, send);
        print.answer(
          answer.body,
          `Strategy ${args.needed('name')} was ${answer.status === 201 ? 'created' : 'replaced'}.`,
        );
        return undefined;
      },
    },
    named.delete(
      'Deletes a strategy; runs made from it keep their copy',
      (name) => `Strategy ${name} is deleted.`,
    ),
  ],
};
