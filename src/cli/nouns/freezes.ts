import { applies, APPLY_OPTIONS } from '../apply/applyFiles.ts';
import { FREEZE } from '../apply/kinds.ts';
import type { Noun } from '../command.ts';
import { column } from '../show/columns.ts';
import { acts, fields, list, reads } from './calls.ts';

const COLUMNS = [
  column('Freeze', 'name'),
  column('On now', 'active'),
  column('Changes at', 'changesAt'),
  column('Reason', 'reason'),
  column('Fleets', 'fleets'),
  column('Groups', 'groups'),
  column('Members', 'members'),
];
const NAME = { name: 'name', about: 'the freeze' };

export const freezes: Noun = {
  word: 'freezes',
  summary: 'Freezes: times in which no run starts anything',
  commands: [
    {
      words: ['freezes', 'list'],
      summary: 'All freezes, and whether each is on',
      operations: ['listFreezes'],
      examples: ['freezes list'],
      run: reads('/api/freezes', [], list(COLUMNS, 'There are no freezes.')),
    },
    {
      words: ['freezes', 'show'],
      summary: 'A freeze',
      operations: ['getFreeze'],
      args: [NAME],
      examples: ['freezes show year-end'],
      run: reads('/api/freezes/{name}', [], (answer) => [fields(answer, COLUMNS)]),
    },
    {
      words: ['freezes', 'apply'],
      summary: 'Makes the freezes of the app as files say (docs/schemas/freeze.json)',
      operations: ['getFreeze', 'listFreezes', 'putFreeze', 'deleteFreeze'],
      options: APPLY_OPTIONS,
      examples: ['freezes apply -f freezes/'],
      run: applies(FREEZE),
    },
    {
      words: ['freezes', 'delete'],
      summary: 'Ends a freeze: what waits for it goes on',
      operations: ['deleteFreeze'],
      args: [NAME],
      examples: ['freezes delete year-end'],
      run: acts(
        'DELETE',
        '/api/freezes/{name}',
        undefined,
        (args) => `Freeze ${args.needed('name')} is ended.`,
      ),
    },
  ],
};
