import type { Command, Noun } from '../command.ts';
import { COMPLETION_SCRIPTS, SHELLS } from '../completion.ts';
import { access } from './access.ts';
import { audit } from './audit.ts';
import { deniedVersions } from './deniedVersions.ts';
import { doctor } from './doctor.ts';
import { freezes } from './freezes.ts';
import { gates } from './gates.ts';
import { clusters, fleets, groups, members, unusedEvents, webhookSecrets } from './members.ts';
import { notifications } from './notifications.ts';
import { plan } from './plan.ts';
import { rehearse } from './rehearse.ts';
import { runs } from './runs.ts';
import { strategies } from './strategies.ts';
import { triggers } from './triggers.ts';
import { versions } from './versions.ts';
import { column, itemsAt } from '../show/columns.ts';
import type { Part } from '../show/printer.ts';
import { fields, filled, reads } from './calls.ts';

/** The nouns with their verbs: what is added here is in the help and the completion. */
export const NOUNS: readonly Noun[] = [
  runs,
  strategies,
  gates,
  triggers,
  freezes,
  deniedVersions,
  notifications,
  members,
  fleets,
  groups,
  clusters,
  unusedEvents,
  versions,
  webhookSecrets,
  access,
  audit,
];

function grantsOf(me: unknown): Part[] {
  const rows = itemsAt(me, 'grants');
  const columns = [column('Granted', 'role'), column('On', 'fleets'), column('By', 'name')];
  return rows.length === 0 ? [] : [{ title: 'On some fleets', columns, rows }];
}

/** What needs no noun. */
export const ALONE: readonly Command[] = [
  plan,
  rehearse,
  doctor,
  {
    words: ['whoami'],
    summary: 'Who the app takes you for, your roles, and what is granted to you on some fleets',
    operations: ['getMe'],
    examples: ['whoami'],
    run: reads('/api/me', [], (answer) => [
      fields(answer, [column('User', 'user'), column('Roles', 'roles')]),
      ...grantsOf(answer),
    ]),
  },
  {
    words: ['health'],
    summary: 'Whether the app runs and its tables answer',
    operations: ['getHealth'],
    examples: ['health'],
    run: reads('/api/health', [], (answer) => [fields(answer, [column('Status', 'status')])]),
  },
  {
    words: ['schema'],
    summary: 'The JSON Schema of a kind of file, for editors',
    operations: ['getSchema'],
    args: [{ name: 'kind', about: 'run, strategy, trigger, freeze, grant, denied-version or notification' }],
    examples: ['schema strategy > strategy.json'],
    run: async ({ api, args, print }) => {
      print.text(JSON.stringify(await api.get(filled('/api/schemas/{kind}', args)), undefined, 2));
      return undefined;
    },
  },
  {
    words: ['openapi'],
    summary: "The app's OpenAPI document",
    operations: ['getOpenApi'],
    examples: ['openapi > openapi.json'],
    run: async ({ api, print }) => {
      print.text(JSON.stringify(await api.get('/api/openapi.json'), undefined, 2));
      return undefined;
    },
  },
  {
    words: ['completion'],
    summary: 'A script that has the shell complete commands and options',
    operations: [],
    args: [{ name: 'shell', about: 'the shell', choices: SHELLS }],
    examples: ['completion bash >> ~/.bashrc', 'completion zsh >> ~/.zshrc'],
    run: ({ args, print }) => {
      print.text(COMPLETION_SCRIPTS[args.needed('shell')] ?? '');
      return Promise.resolve(undefined);
    },
  },
];
