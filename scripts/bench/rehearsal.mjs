// What a rehearsal costs: one play of 10 stages of 100 clusters with two days after each, waited and soaked by a health
// gate that looks every minute, 100 plays of 50 clusters, and one of those beside the same run on the local engine, with real SDKs and Azurite.
import { performance } from 'node:perf_hooks';
import { VirtualClock } from '../../src/clock/virtualClock.ts';
import { throwawaySystem } from '../../src/demo/throwawaySystem.ts';
import { madeUpMembers } from '../../src/rehearsal/madeUpFleet.ts';
import { offeredTo } from '../../src/rehearsal/offered.ts';
import { play } from '../../src/rehearsal/play.ts';
import { seedOf } from '../../src/rehearsal/sceneSeed.ts';

const MOST_SECONDS = 60;
const START = '2026-03-02T08:00:00.000Z';
const TWO_DAYS = 172_800;
const MINUTE_MS = 60_000;
const CALM = { fail: 0, busy: 0 };

const SOAK = {
  type: 'Health',
  name: 'soak',
  checks: [{ type: 'Clusters' }],
  soakInSeconds: TWO_DAYS,
  timeoutInSeconds: 2 * TWO_DAYS,
};

const waited = await secondsOf(() => once(sceneOf(1_000, 10, { afterStageWaitInSeconds: TWO_DAYS })));
const soaked = await secondsOf(() => once(sceneOf(1_000, 10, { afterGates: [SOAK] })));
const small = sceneOf(50, 5, { afterStageWaitInSeconds: 3_600 });
const hundred = await secondsOf(async () => {
  for (let seed = 1; seed <= 100; seed += 1) await play(small, { seed, chances: CALM });
});
const alone = await secondsOf(() => once(small));
const local = await onLocalEngine(small);
console.log(
  `10 stages x 100 clusters, two days' wait after each: ${waited.toFixed(1)} s (at most ${MOST_SECONDS})`,
);
console.log(`The same with a soak of two days instead: ${soaked.toFixed(1)} s (at most ${MOST_SECONDS})`);
console.log(`100 plays of 50 clusters: ${hundred.toFixed(1)} s (at most ${MOST_SECONDS})`);
console.log(`The local engine to a rehearsal, 50 clusters: ${(local / alone).toFixed(0)} times as long`);
process.exitCode = Math.max(waited, soaked, hundred) <= MOST_SECONDS ? 0 : 1;

async function once(scene) {
  const { run } = await play(scene, { seed: 1, chances: CALM });
  if (run.state !== 'Completed') throw new Error(`The rehearsed run is ${run.state}.`);
}

function sceneOf(count, stages, after) {
  const groups = Array.from({ length: stages }, (_, index) => `group-${index + 1}`);
  const members = madeUpMembers({ members: count, regions: 4, groups, kubernetesVersion: '1.32.6' });
  return {
    startAt: START,
    members,
    regions: offeredTo(members, undefined, undefined),
    run: {
      stages: groups.map((name) => ({ name, groups: [{ name }], ...after })),
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
  const system = await throwawaySystem({ seed, clock });
  try {
    return await secondsOf(async () => {
      await send(system, 'POST', '/api/runs', { ...scene.run, name: 'bench', start: true });
      while ((await send(system, 'GET', '/api/runs/bench')).state !== 'Completed')
        await clock.advance(30 * MINUTE_MS);
    });
  } finally {
    await system.close();
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
