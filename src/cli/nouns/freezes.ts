import { FREEZE } from '../apply/kinds.ts';
import type { Noun } from '../command.ts';
import { column } from '../show/columns.ts';
import { fields } from './calls.ts';
import { namedCommands } from './namedCommands.ts';

const COLUMNS = [
  column('Freeze', 'name'),
  column('On now', 'active'),
  column('Changes at', 'changesAt'),
  column('Reason', 'reason'),
  column('Fleets', 'fleets'),
  column('Groups', 'groups'),
  column('Members', 'members'),
];
const named = namedCommands({ word: 'freezes', title: 'Freeze', kind: FREEZE, example: 'year-end' });

export const freezes: Noun = {
  word: 'freezes',
  summary: 'Freezes: times in which no run starts anything',
  commands: [
    named.list('All freezes, and whether each is on', COLUMNS, 'There are no freezes.'),
    named.show('A freeze', (answer) => [fields(answer, COLUMNS)]),
    named.apply(),
    named.delete('Ends a freeze: what waits for it goes on', (name) => `Freeze ${name} is ended.`),
  ],
};
