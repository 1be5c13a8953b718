// Stands in for `az` and `azd` in the tests of hooks: keeps what is made in state.json beside it, and answers as the real
// ones do. What a test wants to be otherwise it writes into that file.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(import.meta.dirname, 'state.json');
const EMPTY = {
  calls: [],
  apps: [],
  principals: [],
  credentials: [],
  topics: [],
  subscribed: [],
  deployments: [],
};
const state = { ...EMPTY, ...(existsSync(file) && JSON.parse(readFileSync(file, 'utf8'))) };
const [tool, ...args] = process.argv.slice(2);
const after = (name) => args[args.indexOf(name) + 1];
const words = args
  .filter((arg, at) => !arg.startsWith('-') && !(args[at - 1] ?? '').startsWith('-'))
  .join(' ');
state.calls.push([tool, ...args].join(' '));

const read = (path) => JSON.parse(readFileSync(path.slice(1), 'utf8'));
const subscription = () => after('--subscription');
function refuse(message) {
  writeFileSync(file, JSON.stringify(state));
  console.error(message);
  process.exit(1);
}

const AZ = {
  version: () => ({ 'azure-cli': state.azVersion ?? '2.80.0' }),
  'account show': () => {
    const known = state.accounts ?? { sub: 'tenant' };
    const id = args.includes('--subscription') ? subscription() : (state.active ?? Object.keys(known)[0]);
    return id in known ? { id, tenantId: known[id], user: { name: 'me@example.com' } } : refuse('not found');
  },
  'cloud show': () => ({
    name: 'AzureCloud',
    endpoints: {
      activeDirectory: 'https://login.microsoftonline.com',
      microsoftGraphResourceId: 'https://graph.microsoft.com/',
    },
    ...state.cloud,
  }),
  'ad app list': () =>
    state.apps.filter((app) => after('--filter') === `displayName eq '${app.displayName}'`),
  'ad app create': () => {
    const app = { appId: 'app-id', id: 'object-id', displayName: after('--display-name') };
    state.apps.push(app);
    return app;
  },
  'ad app show': () => state.apps.find(({ appId }) => appId === after('--id')) ?? { web: {} },
  'ad app update': () => undefined,
  'ad sp list': () => state.principals,
  'ad sp create': () => void state.principals.push({ appId: after('--id') }),
  'ad app federated-credential list': () => state.credentials,
  'ad app federated-credential create': () => {
    const made = read(after('--parameters'));
    if (state.credentials.some(({ name }) => name === made.name)) refuse('409: name is taken');
    state.credentials.push(made);
  },
  'ad app federated-credential update': () => {
    const at = state.credentials.findIndex(({ name }) => name === after('--federated-credential-id'));
    state.credentials[at] = read(after('--parameters'));
  },
  rest: () => {
    if (after('--method') !== 'PATCH') return state.rest?.[after('--url')];
    const app = state.apps.find(({ id }) => after('--uri').endsWith(`/applications/${id}`));
    Object.assign(app, read(after('--body')));
    return undefined;
  },
  'functionapp list-flexconsumption-runtimes': () =>
    (state.node ?? ['20', '22']).map((version) => ({ version })),
  'functionapp list-flexconsumption-locations': () => [{ name: 'West Europe' }, { name: 'eastus' }],
  'provider list': () =>
    (state.providers ?? []).map((namespace) => ({ namespace, registrationState: 'Registered' })),
  'keyvault list-deleted': () => state.deletedVaults ?? [],
  'eventgrid system-topic list': () => state.topics.filter(({ id }) => id.includes(`/${subscription()}/`)),
  'eventgrid system-topic event-subscription show': () =>
    state.subscribed.includes(after('--system-topic-name'))
      ? { provisioningState: 'Succeeded' }
      : refuse('not found'),
  'deployment group create': () => {
    const problem = state.deploymentProblems?.shift();
    if (problem) refuse(problem);
    state.deployments.push({
      template: after('--template-file'),
      parameters: read(after('--parameters')).parameters,
    });
    return {};
  },
  'role assignment list': () =>
    (state.assignments ?? []).filter(({ id }) => id.includes(`/${subscription()}/`)),
  'group show': () => state.group ?? refuse('ResourceGroupNotFound'),
  'resource show': () => ((state.gone ?? []).includes(after('--ids')) ? refuse('ResourceNotFound') : {}),
};
const AZD = {
  version: () => `azd version ${state.azdVersion ?? '1.26.0'} (commit 0)`,
  'env set': () => void ((state.env ??= {})[args[2]] = args[3]),
  'env get-values': () =>
    Object.entries(state.env ?? {})
      .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
      .join('\n'),
  'auth login': () => (state.azdSignedOut ? refuse('Not logged in') : 'Logged in to Azure'),
};

const answers = tool === 'az' ? AZ : AZD;
const key = Object.keys(answers).find((name) => words === name || words.startsWith(`${name} `));
if (key === undefined) refuse(`unknown: ${tool} ${words}`);
const answer = answers[key]();
writeFileSync(file, JSON.stringify(state));
if (answer !== undefined) console.log(tool === 'az' ? JSON.stringify(answer) : answer);
