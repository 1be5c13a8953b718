// How much longer a run takes than its updates have to: from the start of its first update to the end of its last, over the
// critical path, which knows every duration beforehand and loses no second between two updates. In virtual time, on the
// memory world: 1,000 members without a policy, and each member a Fleet run of its own in three lanes. `--members` makes it smaller.
import { parseArgs } from 'node:util';
import { VirtualClock } from '../../src/clock/virtualClock.ts';
import { readSettings } from '../../src/contracts/settings.ts';
import { fleetIdsOf } from '../../src/demo/fleetIds.ts';
import { refreshInventory } from '../../src/operations/members/refreshInventory.ts';
import { createRun } from '../../src/operations/runs/createRun.ts';
import { readRun } from '../../src/operations/runs/readRun.ts';
import { startRun } from '../../src/operations/runs/startRun.ts';
import { memoryWorld } from '../../src/rehearsal/memoryWorld.ts';
import { seededRandom } from '../../src/simulator/seededRandom.ts';
import { largeFleets } from '../../src/simulator/seeds.ts';

const { values } = parseArgs({ options: { members: { type: 'string', default: '1000' } } });
const members = Number(values.members);
const GROUPS = 10;
const USUAL_SECONDS = 840;
const HOUR = 3_600_000;
const CASES = [
  { name: 'without a policy', limits: {}, lanes: 1, most: 1.006 },
  { name: 'each member by itself in three lanes', limits: { maxConcurrency: '3' }, lanes: 3, most: 1.04 },
];

for (const { name, limits, lanes, most } of CASES) {
  const { run, updates, reads } = await play(limits);
  const times = updates.map((each) => ({
    ...each,
    from: Date.parse(each.startedAt),
    to: Date.parse(each.endedAt),
  }));
  const makespan = Math.max(...times.map(({ to }) => to)) - Math.min(...times.map(({ from }) => from));
  const ratio = makespan / criticalPath(run, times, lanes);
  const perMinute = reads / (makespan / 60_000);
  console.log(
    `${updates.length} members, ${name}: ${ratio.toFixed(4)} of the critical path (at most ${most}), ` +
      `${perMinute.toFixed(1)} reads of Azure a minute in ${GROUPS / 2} groups at once`,
  );
  if (run.state !== 'Completed' || ratio > most) process.exitCode = 1;
}

async function play(limits) {
  const seed = largeFleets({ fleets: 1, members, groups: GROUPS });
  const fleets = fleetIdsOf(seed);
  const settings = readSettings({
    FLEETS: JSON.stringify(fleets),
    TABLES_CONNECTION_STRING: 'none',
    APP_AUTHENTICATION: 'off',
  });
  const clock = new VirtualClock('2026-03-02T08:00:00Z');
  const world = memoryWorld({ clock, seed, settings });
  const { controls, service, world: azure } = world.azure;
  const random = seededRandom(1);
  for (const { id } of controls.clusters())
    controls.setUpgradeSeconds(id, Math.round(USUAL_SECONDS * (0.75 + 0.5 * random())));
  const caller = { actor: 'bench', now: world.app.now() };
  await refreshInventory(world.app, Object.keys(fleets));
  const before = readsOf(service.requests);
  const { runId } = await createRun(world.app, caller, { name: 'bench', ...runOf(limits) });
  await startRun(world.app, caller, { name: 'bench' });
  const read = async () => (await readRun(world.app, { name: 'bench', runId })).view;
  for (let hours = 0; hours < 400 && (await read()).completedTime === undefined; hours += 1)
    await clock.advance(HOUR);
  return { run: await read(), updates: azure.record, reads: readsOf(service.requests) - before };
}

function runOf(limits) {
  const names = Array.from({ length: GROUPS }, (_, index) => `group-${String(index + 1).padStart(2, '0')}`);
  return {
    stages: [names.slice(0, GROUPS / 2), names.slice(GROUPS / 2)].map((ofStage, index) => ({
      name: `stage-${index + 1}`,
      groups: ofStage.map((name) => ({ name, ...limits })),
    })),
    managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' } },
  };
}

function readsOf(requests) {
  return [...requests]
    .filter(([operation]) => operation.endsWith('.list') || operation.endsWith('.get'))
    .reduce((sum, [, count]) => sum + count, 0);
}

/** Stages one after another, each as long as its longest group: whose work its lanes share, and no less than one update. */
function criticalPath(run, times, lanes) {
  const taken = new Map(
    times.map(({ clusterResourceId, from, to }) => [clusterResourceId.toLowerCase(), to - from]),
  );
  const ofGroup = (group) => {
    const all = group.members.map(({ clusterResourceId }) => taken.get(clusterResourceId.toLowerCase()) ?? 0);
    return Math.max(all.reduce((sum, each) => sum + each, 0) / lanes, ...all);
  };
  return run.stages.reduce((sum, { groups }) => sum + Math.max(...groups.map(ofGroup)), 0);
}
