// Load on the API, over loopback, with runs and members stored: reads and writes beside each other. It fails on any
// 5xx and on any accepted write that cannot be read back. `--seconds --runs --members --connections` make it smaller;
// `--json` prints the figures as one line.
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import autocannon from 'autocannon';
import { runningClock } from '../../src/clock/clock.ts';
import { startAzurite } from '../../src/demo/azurite.ts';
import { fleetIdsOf } from '../../src/demo/fleetIds.ts';
import { startSystem } from '../../src/demo/system.ts';
import { largeFleets } from '../../src/simulator/seeds.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    runs: { type: 'string', default: '500' },
    members: { type: 'string', default: '1000' },
    connections: { type: 'string', default: '10' },
    json: { type: 'boolean', default: false },
  },
});
const [seconds, runs, members, connections] = [
  values.seconds,
  values.runs,
  values.members,
  values.connections,
].map(Number);
const AT_ONCE = 8;
/** Of the heap, from the first half to the second: the rows of the bench's own writes are not in this process. */
const MOST_GROWTH = 1.25;
const JSON_BODY = { 'content-type': 'application/json' };
let count = 0;
const UPDATE = { upgrade: { type: 'NodeImageOnly' } };
const stagesOf = (at) => [
  { name: 'only', groups: [{ name: `group-${String((at % 10) + 1).padStart(2, '0')}` }] },
];
const runOf = (name, at) => JSON.stringify({ name, stages: stagesOf(at), managedClusterUpdate: UPDATE });

const seed = largeFleets({ fleets: 2, members, groups: 10 });
const azurite = await startAzurite();
const system = await startSystem({
  clock: runningClock(),
  seed,
  fleets: fleetIdsOf(seed),
  tablesConnectionString: azurite.connectionString(),
  // What is known of the members is read once, so that Azure's stand-in is not what is measured.
  settings: { INVENTORY_MAX_AGE_MINUTES: '1440' },
});
try {
  await fill();
  // In two halves, so that what is kept after each can be compared: what grows with every request would show.
  const halves = [];
  for (let half = 0; half < 2; half += 1) halves.push({ ...(await load(seconds / 2)), heap: heapInUse() });
  process.exitCode = report(halves, await lostOf(halves.flatMap(({ accepted }) => accepted)));
} finally {
  await system.close();
  await azurite.close();
}
process.exit();

async function fill() {
  const answer = await fetch(`${system.origin}/api/members?refresh=true`);
  if (!answer.ok) throw new Error(`Members cannot be read: ${answer.status} ${await answer.text()}`);
  const names = Array.from({ length: runs }, (_, at) => `stored-${at}`);
  await inTurns(names, async (name, at) => {
    const created = await fetch(`${system.origin}/api/runs`, {
      method: 'POST',
      headers: JSON_BODY,
      body: runOf(name, at),
    });
    if (created.status !== 201) throw new Error(`Run ${name}: ${created.status} ${await created.text()}`);
  });
}

/** A few at a time. */
async function inTurns(items, work) {
  const waiting = items.entries();
  const one = async () => {
    for (const [at, item] of waiting) await work(item, at);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

/** Each connection goes through all requests again and again; every write has a name of its own. */
async function load(duration) {
  const accepted = [];
  const statuses = {};
  const read = (path) => ({
    method: 'GET',
    setupRequest: (request) => ({ ...request, path: path(count++) }),
    onResponse: (status) => void counted(status),
  });
  const write = (method, pathOf, body) => ({
    method,
    headers: JSON_BODY,
    setupRequest: (request, context) => {
      const name = `load-${count++}`;
      context.written = method === 'PUT' ? pathOf(name) : `${pathOf(name)}/${name}`;
      return { ...request, path: pathOf(name), body: body(name) };
    },
    onResponse: (status, _body, context) => {
      counted(status);
      if (status === 201) accepted.push(context.written);
    },
  });
  const counted = (status) => (statuses[status] = (statuses[status] ?? 0) + 1);
  const requests = [
    read(() => '/api/runs'),
    read((at) => `/api/runs/stored-${at % runs}`),
    write(
      'PUT',
      (name) => `/api/strategies/${name}`,
      () => JSON.stringify({ stages: stagesOf(0) }),
    ),
    read((at) => `/api/members?group=group-${String((at % 10) + 1).padStart(2, '0')}`),
    read((at) => `/api/runs/stored-${at % runs}/events`),
    write(
      'POST',
      () => '/api/runs',
      (name) => runOf(name, 1),
    ),
    {
      ...read(() => '/api/plan'),
      method: 'POST',
      headers: JSON_BODY,
      body: JSON.stringify({ stages: stagesOf(3), managedClusterUpdate: UPDATE }),
    },
    read(() => '/api/groups'),
  ];
  const result = await autocannon({
    url: system.origin,
    connections,
    duration,
    timeout: 60,
    requests,
  });
  return { result, accepted, statuses };
}

async function lostOf(accepted) {
  const lost = [];
  await inTurns(accepted, async (path) => {
    if ((await fetch(`${system.origin}${path}`)).status !== 200) lost.push(path);
  });
  return lost;
}

/** MiB in use once everything that nobody holds is collected. */
function heapInUse() {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20);
}

function report(halves, lost) {
  const statuses = {};
  for (const half of halves)
    for (const [status, times] of Object.entries(half.statuses))
      statuses[status] = (statuses[status] ?? 0) + times;
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
  const serverErrors = sum(
    Object.entries(statuses).map(([status, times]) => (Number(status) >= 500 ? times : 0)),
  );
  const [first, second] = halves;
  const figures = {
    runs,
    members,
    seconds,
    connections,
    requestsPerSecond: halves.map(({ result }) => Math.round(result.requests.average)),
    latencyMsP50: halves.map(({ result }) => result.latency.p50),
    latencyMsP99: halves.map(({ result }) => result.latency.p99),
    statuses,
    serverErrors,
    connectionErrors: sum(halves.map(({ result }) => result.errors)),
    writes: sum(halves.map(({ accepted }) => accepted.length)),
    lost: lost.length,
    heapMiB: halves.map(({ heap }) => heap),
    heapRatio: Number((second.heap / first.heap).toFixed(2)),
  };
  if (values.json) console.log(JSON.stringify(figures));
  else
    for (const [name, figure] of Object.entries(figures))
      console.log(`  ${name.padEnd(18)} ${JSON.stringify(figure)}`);
  for (const path of lost.slice(0, 10)) console.error(`Lost: ${path}`);
  const isSound = serverErrors + figures.connectionErrors + lost.length === 0 && figures.writes > 0;
  return isSound && figures.heapRatio < MOST_GROWTH ? 0 : 1;
}
