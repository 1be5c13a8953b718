// What azd's environment must hold, read as infra/main.bicepparam reads it. Without any dependency: pipelines deploy
// without an installation.

const FLEET =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.ContainerService\/fleets\/[^/]+$/i;
const CLUSTER =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.ContainerService\/managedClusters\/[^/]+$/i;
const SCOPE = /^\/subscriptions\/[^/]+(\/resourceGroups\/[^/]+)?$/i;
const EXAMPLE_FLEET =
  '{"prod":"/subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.ContainerService/fleets/<fleet>"}';

/** Each variable: what is wrong with a value (undefined when nothing is), and an example of a right one. */
const RULES = {
  AZURE_ENV_NAME: [oneTo20, 'prod'],
  AZURE_SUBSCRIPTION_ID: [required, '<id of the subscription>'],
  AZURE_LOCATION: [required, 'westeurope'],
  FLEETS: [fleets, EXAMPLE_FLEET],
  CLUSTER_SCOPES: [
    listOf(SCOPE, 'the id of a subscription or of a resource group'),
    '["/subscriptions/<id>"]',
  ],
  ALLOW_JOIN: [oneOf('true', 'false'), 'true'],
  WEBHOOK_SECRET_NAMES: [listOf(/^[a-zA-Z][a-zA-Z0-9-]*$/, 'letters, digits and hyphens'), '["pipeline"]'],
  NOTIFICATION_SETTING_NAMES: [
    listOf(/^(url|secret)-[a-zA-Z0-9-]+$/, 'url- or secret- with letters, digits and hyphens'),
    '["url-team"]',
  ],
  APP_URL: [address, 'https://updates.example.com'],
  ALERT_EMAILS: [listOf(/^[^@\s]+@[^@\s]+$/, 'an e-mail address'), '["team@example.com"]'],
  WAITING_TOO_LONG_HOURS: [wholeFrom(1), '24'],
  MAX_CONCURRENT_UPDATES: [wholeFrom(0), '10'],
  HEALTH_CHECK_HOSTS: [
    listOf(/^[a-z0-9_.:-]+$/i, 'a host without scheme, port and path'),
    '["status.example.com"]',
  ],
  OUTBOUND_PRIVATE_HOSTS: [
    listOf(/^[a-z0-9_.:-]+$/i, 'a host without scheme, port and path'),
    '["hooks.internal.example.com"]',
  ],
  PRIVATE_NETWORK: [oneOf('true', 'false'), 'true'],
  NETWORK_ADDRESS_PREFIX: [addresses, '10.60.0.0/24'],
  APP_NODE_VERSION: [oneOf('22', '24'), '22'],
  INSTANCE_MEMORY_MB: [oneOf('512', '2048', '4096'), '512'],
  ALWAYS_READY_INSTANCES: [wholeFrom(0), '1'],
  RELEASE_SOURCES: [
    listOf(CLUSTER, 'the ARM id of an AKS cluster'),
    '["/subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.ContainerService/managedClusters/<cluster>"]',
  ],
};

/** What is wrong with the variables: a finding with the command that mends it for each. */
export function settingProblems(environment) {
  const wrong = Object.keys(RULES).flatMap((name) => problemOf(name, environment[name] ?? ''));
  // Without an environment there is nothing that the others could be set in.
  return environment.AZURE_ENV_NAME ? wrong : wrong.slice(0, 1);
}

function problemOf(name, value) {
  const [rule, example] = RULES[name];
  const isNeeded = [oneTo20, required, fleets].includes(rule);
  const problem = value === '' ? isNeeded && 'it is not set' : rule(value);
  if (!problem) return [];
  const remedy =
    name === 'AZURE_ENV_NAME'
      ? 'azd env new prod --location westeurope --subscription <id>'
      : `azd env set ${name} '${example}'`;
  return [{ check: `setting ${name}`, ok: false, detail: problem, remedy }];
}

/** The subscriptions that the app is given rights in, its own first. The settings are right. */
export function subscriptionsOf(environment) {
  const ids = [...Object.values(JSON.parse(environment.FLEETS)), ...listed(environment.CLUSTER_SCOPES)];
  const subscriptions = [...ids, ...listed(environment.RELEASE_SOURCES)].map((id) => id.split('/')[2]);
  return [...new Set([environment.AZURE_SUBSCRIPTION_ID, ...subscriptions].map((id) => id.toLowerCase()))];
}

export function listed(value) {
  return JSON.parse(value || '[]');
}

function required() {
  return undefined;
}

function oneTo20(value) {
  return value.length > 20 && `it has ${value.length} characters, and may have 20`;
}

function fleets(value) {
  const parsed = parse(value);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    return 'it is no JSON object of ARM ids by alias';
  const entries = Object.entries(parsed);
  if (entries.length === 0) return 'it names no fleet';
  const wrong = entries.find(([, id]) => typeof id !== 'string' || !FLEET.test(id));
  return wrong && `${wrong[0]} is not the ARM id of a fleet: ${JSON.stringify(wrong[1])}`;
}

function listOf(pattern, what) {
  return (value) => {
    const parsed = parse(value);
    if (!Array.isArray(parsed)) return 'it is no JSON list';
    const wrong = parsed.find((each) => typeof each !== 'string' || !pattern.test(each));
    return wrong !== undefined && `${JSON.stringify(wrong)} is not ${what}`;
  };
}

function oneOf(...values) {
  return (value) => !values.includes(value) && `it is ${value}, and may be ${values.join(', ')}`;
}

function wholeFrom(least) {
  return (value) =>
    !(/^\d+$/.test(value) && Number(value) >= least) && `it is ${value}, no whole number from ${least} on`;
}

function address(value) {
  return !/^https:\/\/[^\s/]+\/?$/.test(value) && `it is ${value}, no https address of a host`;
}

function addresses(value) {
  const length = Number(/^\d+(?:\.\d+){3}\/(\d+)$/.exec(value)?.[1]);
  return !(length >= 8 && length <= 25) && `it is ${value}, no address range of at least a /25`;
}

function parse(value) {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
