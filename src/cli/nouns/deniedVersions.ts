import { DENIED_VERSION } from '../apply/kinds.ts';
import type { Noun } from '../command.ts';
import { column } from '../show/columns.ts';
import { fields } from './calls.ts';
import { namedCommands } from './namedCommands.ts';

const COLUMNS = [
  column('Denied', 'name'),
  column('Kubernetes', 'kubernetesVersion'),
  column('Node image', 'nodeImageVersion'),
  column('Reason', 'reason'),
  column('By', 'changedBy'),
];
const named = namedCommands({
  word: 'denied-versions',
  title: 'DeniedVersion',
  kind: DENIED_VERSION,
  example: 'bad-night',
});

export const deniedVersions: Noun = {
  word: 'denied-versions',
  summary: 'Denied versions: no run brings them',
  commands: [
    named.list('All denied versions, with the reasons', COLUMNS, 'No version is denied.'),
    named.show('A denied version', (answer) => [fields(answer, COLUMNS)]),
    named.apply(),
    named.delete('Allows a denied version again', (name) => `Denied version ${name} is allowed again.`),
  ],
};
