import { GRANT } from '../apply/kinds.ts';
import type { Noun } from '../command.ts';
import { column } from '../show/columns.ts';
import { fields } from './calls.ts';
import { namedCommands } from './namedCommands.ts';

const COLUMNS = [
  column('Grant', 'name'),
  column('Principal', 'principal'),
  column('Role', 'role'),
  column('Fleets', 'fleets'),
  column('By', 'changedBy'),
];
const named = namedCommands({ word: 'access', title: 'Access', kind: GRANT, example: 'dev-team' });

export const access: Noun = {
  word: 'access',
  summary: 'Grants: who has which role on which fleets',
  commands: [
    named.list('All grants', COLUMNS, 'There are no grants: roles are those of the Entra application.'),
    named.show('A grant', (answer) => [fields(answer, COLUMNS)]),
    named.apply(),
    named.delete('Takes a grant back', (name) => `Grant ${name} is taken back.`),
  ],
};
