// What a rehearsal costs: one play of 10 stages of 100 clusters with a soak of two days after each, 100 plays of 50
// clusters, and one of those beside the same run on the local engine, with real SDKs and Azurite.
import { performance } from 'node:perf_hooks';
import { VirtualClock } from '../../src/clock/virtualClock.ts';
import { startAzurite } from '../../src/demo/azurite.ts';
import { fleetIdsOf } from '../../src/demo/fleetIds.ts';
import { startSystem } from '../../src/demo/system.ts';
import { madeUpMembers } from '../../src/rehearsal/madeUpFleet.ts';
import { offeredTo } from '../../src/rehearsal/offered.ts';
import { play } from '../../src/rehearsal/play.ts';
import { seedOf } from '../../src/rehearsal/sceneSeed.ts';

const MOST_SECONDS = 60;
const START = '2026-03-02T08:00:00.000Z';
const TWO_DAYS = 172_800;
const MINUTE_MS = 60_000;
const CALM = { fail: 0, busy: 0 };

const large = sceneOf(1_000, 10, TWO_DAYS);
const one = await secondsOf(() => play(large, { seed: 1, chances: CALM }));
const small = sceneOf(50, 5, 3_600);
const hundred = await secondsOf(async () => {
  for (let seed = 1; seed <= 100; seed += 1) await play(small, { seed, chances: CALM });
});
const alone = await secondsOf(() => play(small, { seed: 1, chances: CALM }));
const local = await onLocalEngine(small);
console.log(`10 stages x 100 clusters, two days after each: ${one.toFixed(1)} s (at most ${MOST_SECONDS})`);
console.log(`100 plays of 50 clusters: ${hundred.toFixed(1)} s (at most ${MOST_SECONDS})`);
console.log(`The local engine to a rehearsal, 50 clusters: ${(local / alone).toFixed(0)} times as long`);
process.exitCode = Math.max(one, hundred) <= MOST_SECONDS ? 0 : 1;

function sceneOf(count, stages, wait) {
  const groups = Array.from({ length: stages }, (_, index) => `group-${index + 1}`);
  const members = madeUpMembers({ members: count, regions: 4, groups, kubernetesVersion: '1.32.6' });
  return {
    startAt: START,
    members,
    regions: offeredTo(members, undefined, undefined),
    run: {
      stages: groups.map((name) => ({ name, groups: [{ name }], afterStageWaitInSeconds: wait })),
      managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' } },
    },
    freezes: [],
  };
}

async function secondsOf(work) {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

async function onLocalEngine(scene) {
  const seed = seedOf(scene);
  const clock = new VirtualClock(scene.startAt);
  const azurite = await startAzurite();
  const system = await startSystem({
    clock,
    seed,
    fleets: fleetIdsOf(seed),
    tablesConnectionString: azurite.connectionString(),
  });
  try {
    return await secondsOf(async () => {
      await send(system, 'POST', '/api/runs', { ...scene.run, name: 'bench', start: true });
      while ((await send(system, 'GET', '/api/runs/bench')).state !== 'Completed')
        await clock.advance(30 * MINUTE_MS);
    });
  } finally {
    await system.close();
    await azurite.close();
  }
}

async function send(system, method, path, body) {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(new URL(path, system.origin), {
    method,
    headers,
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return await answer.json();
}
