// Peak memory over a run of 1,000 members in 50 groups of two fleets, in virtual time. The app, the local host with its
// Durable engine and the simulator are one process, so the figure is more than what the app's worker takes in Azure. The
// heap is limited: the bench fails when the run does not end within it. `--members --groups` make it smaller.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { VirtualClock } from '../../src/clock/virtualClock.ts';
import { throwawaySystem } from '../../src/demo/throwawaySystem.ts';
import { largeFleets } from '../../src/simulator/seeds.ts';

/** Half of the smallest instance: the other half is for the Functions host and Durable's extension. */
const HEAP_MB = 256;
const HOUR = 3_600_000;
const { values } = parseArgs({
  options: {
    members: { type: 'string', default: '1000' },
    groups: { type: 'string', default: '50' },
    measured: { type: 'boolean', default: false },
  },
});
const [members, groups] = [values.members, values.groups].map(Number);

if (values.measured) await measure();
else {
  const again = [fileURLToPath(import.meta.url), ...process.argv.slice(2), '--measured'];
  const { status } = spawnSync(process.execPath, [`--max-old-space-size=${HEAP_MB}`, ...again], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}

async function measure() {
  const seed = largeFleets({ fleets: 2, members, groups, upgradeSeconds: 120 });
  const clock = new VirtualClock('2026-03-02T08:00:00Z');
  const system = await throwawaySystem({ seed, clock });
  const before = peak();
  await send(system, groups);
  const ended = async () => ['Completed', 'Failed'].includes((await runOf(system)).state);
  for (let hours = 0; hours < 24 && !(await ended()); hours += 1) await clock.advance(HOUR);
  const { state, counts } = await runOf(system);
  console.log(
    `Peak memory of a run of ${members} members in ${groups} groups: ${peak()} MiB, of which ${before} MiB before it began; ` +
      `the heap limited to ${HEAP_MB} MB. App, local host and simulator in one process.`,
  );
  await system.close();
  if (state !== 'Completed') console.error(`The run is ${state}: ${JSON.stringify(counts)}`);
  process.exit(state === 'Completed' ? 0 : 1);
}

async function send({ origin }, count) {
  const names = Array.from({ length: count }, (_, at) => `group-${String(at + 1).padStart(2, '0')}`);
  const answer = await fetch(`${origin}/api/runs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'large',
      start: true,
      stages: [{ name: 'all', groups: names.map((name) => ({ name })) }],
      managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' } },
    }),
  });
  if (!answer.ok) throw new Error(`The run cannot be made: ${answer.status} ${await answer.text()}`);
}

async function runOf({ origin }) {
  return await (await fetch(`${origin}/api/runs/large`)).json();
}

/** Of this process since it began, in MiB. */
function peak() {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
