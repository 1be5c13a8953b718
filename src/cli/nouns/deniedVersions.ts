import { applies, APPLY_OPTIONS } from '../apply/applyFiles.ts';
import { DENIED_VERSION } from '../apply/kinds.ts';
import type { Noun } from '../command.ts';
import { column } from '../show/columns.ts';
import { acts, fields, list, reads } from './calls.ts';

const COLUMNS = [
  column('Denied', 'name'),
  column('Kubernetes', 'kubernetesVersion'),
  column('Node image', 'nodeImageVersion'),
  column('Reason', 'reason'),
  column('By', 'changedBy'),
];
const NAME = { name: 'name', about: 'the denied version' };

export const deniedVersions: Noun = {
  word: 'denied-versions',
  summary: 'Denied versions: no run brings them',
  commands: [
    {
      words: ['denied-versions', 'list'],
      summary: 'All denied versions, with the reasons',
      operations: ['listDeniedVersions'],
      examples: ['denied-versions list'],
      run: reads('/api/denied-versions', [], list(COLUMNS, 'No version is denied.')),
    },
    {
      words: ['denied-versions', 'show'],
      summary: 'A denied version',
      operations: ['getDeniedVersion'],
      args: [NAME],
      examples: ['denied-versions show bad-night'],
      run: reads('/api/denied-versions/{name}', [], (answer) => [fields(answer, COLUMNS)]),
    },
    {
      words: ['denied-versions', 'apply'],
      summary: 'Makes the denied versions of the app as files say (docs/schemas/denied-version.json)',
      operations: ['getDeniedVersion', 'listDeniedVersions', 'putDeniedVersion', 'deleteDeniedVersion'],
      options: APPLY_OPTIONS,
      examples: ['denied-versions apply -f denied-versions/'],
      run: applies(DENIED_VERSION),
    },
    {
      words: ['denied-versions', 'delete'],
      summary: 'Allows a denied version again',
      operations: ['deleteDeniedVersion'],
      args: [NAME],
      examples: ['denied-versions delete bad-night'],
      run: acts(
        'DELETE',
        '/api/denied-versions/{name}',
        undefined,
        (args) => `Denied version ${args.needed('name')} is allowed again.`,
      ),
    },
  ],
};
