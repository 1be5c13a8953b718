// Load on the API, over loopback, with runs and members stored: reads and writes beside each other. It fails on any
// 5xx and on any accepted write that cannot be read back. `--seconds --runs --members --connections` make it smaller;
// `--json` prints the figures as one line.
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import autocannon from 'autocannon';
import { runningClock } from '../../src/clock/clock.ts';
import { throwawaySystem } from '../../src/demo/throwawaySystem.ts';
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
/** Of each call, in turn with the others. */
const ROUNDS = 21;
const BROWSERS = 20;
/** As the dashboard asks. */
const POLL_MS = 1_500;
let count = 0;
const UPDATE = { upgrade: { type: 'NodeImageOnly' } };
const stagesOf = (at) => [
  { name: 'only', groups: [{ name: `group-${String((at % 10) + 1).padStart(2, '0')}` }] },
];
const runOf = (name, at) => JSON.stringify({ name, stages: stagesOf(at), managedClusterUpdate: UPDATE });

const seed = largeFleets({ fleets: 2, members, groups: 10 });
const system = await throwawaySystem({
  seed,
  clock: runningClock(),
  // What is known of the members is read once, so that Azure's stand-in is not what is measured.
  settings: { INVENTORY_MAX_AGE_MINUTES: '1440' },
});
try {
  await fill();
  const alone = await timesHealth();
  const healthAlone = await cannon([{ method: 'GET', path: '/api/health' }], Math.min(5, seconds));
  const page = await browsersOnAPage();
  // In two halves, so that what is kept after each can be compared: what grows with every request would show.
  const halves = [];
  for (let half = 0; half < 2; half += 1) halves.push({ ...(await load(seconds / 2)), heap: heapInUse() });
  process.exitCode = report(
    { alone, healthAlone, page },
    halves,
    await lostOf(halves.flatMap(({ accepted }) => accepted)),
  );
} finally {
  await system.close();
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
  return { result: await cannon(requests, duration), accepted, statuses };
}

function cannon(requests, duration) {
  return autocannon({ url: system.origin, connections, duration, timeout: 60, requests });
}

/** Runs over all members: one that was never started, and one that has its frozen plan and has ended. */
async function wholeRuns() {
  const groups = Array.from({ length: 10 }, (_, at) => ({
    name: `group-${String(at + 1).padStart(2, '0')}`,
  }));
  const body = { stages: [{ name: 'all', groups }], managedClusterUpdate: UPDATE };
  for (const name of ['whole', 'ended']) await answered('POST', '/api/runs', { name, ...body });
  await answered('POST', '/api/runs/ended/skip', { targets: [{ type: 'Stage', name: 'all' }] });
  await answered('POST', '/api/runs/ended/start');
  while ((await answered('GET', '/api/runs/ended')).state !== 'Skipped') await sleep(200);
  return body;
}

async function answered(method, path, body) {
  const answer = await fetch(`${system.origin}${path}`, {
    method,
    ...(body && { headers: JSON_BODY, body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** How many times as long as health a call takes at the median, each with one client, in turn with the others. */
async function timesHealth() {
  const body = await wholeRuns();
  const calls = {
    health: () => answered('GET', '/api/health'),
    members: () => answered('GET', '/api/members'),
    groups: () => answered('GET', '/api/groups'),
    plan: () => answered('POST', '/api/plan', body),
    run: () => answered('GET', '/api/runs/ended'),
    runNotStarted: () => answered('GET', '/api/runs/whole'),
    create: () => answered('POST', '/api/runs', { name: `alone-${count++}`, ...body }),
  };
  const times = Object.fromEntries(Object.keys(calls).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, call] of Object.entries(calls)) {
      const began = performance.now();
      await call();
      times[name].push(performance.now() - began);
    }
  }
  const health = median(times.health);
  return Object.fromEntries(
    Object.entries(times).map(([name, each]) => [name, Number((median(each) / health).toFixed(1))]),
  );
}

/** Cores that the app, with its host and its clients, and the tables use while 20 browsers show one run's page. */
async function browsersOnAPage() {
  let open = true;
  const browser = async () => {
    let seen = '';
    while (open) {
      const run = await answered('GET', `/api/runs/ended?since=${seen}`);
      seen = run.seen ?? '';
      await answered('GET', '/api/runs/ended/events');
      await sleep(POLL_MS);
    }
  };
  const before = cpuSeconds();
  const began = performance.now();
  const browsers = Array.from({ length: BROWSERS }, browser);
  await sleep(Math.min(10, seconds) * 1_000);
  const cores = (cpuSeconds() - before) / ((performance.now() - began) / 1_000);
  open = false;
  await Promise.all(browsers);
  return Number(cores.toFixed(2));
}

/** Of this process and of Azurite's, where the system tells. */
function cpuSeconds() {
  const { user, system: kernel } = process.cpuUsage();
  return (user + kernel) / 1e6 + cpuSecondsOf(system.tablesPid);
}

function cpuSecondsOf(pid) {
  // Linux: fields 14 and 15 are ticks, of which a second has 100.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function median(numbers) {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];
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

function report({ alone, healthAlone, page }, halves, lost) {
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
    timesHealth: alone,
    healthPerSecond: Math.round(healthAlone.requests.average),
    coresOfPage: page,
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
