import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { runningClock } from '../clock/clock.ts';
import { demoFleet } from '../simulator/seeds.ts';
import { ApiClient } from './apiClient.ts';
import { liveTree } from '../cli/watch/liveTree.ts';
import type { RunShape } from '../cli/watch/runShape.ts';
import { throwawaySystem } from './throwawaySystem.ts';
import { assignGroups, DEMO_WALK, differences, getRun, listMembers, startRun } from './walkThrough.ts';

const SPEED = 300;
const LIMIT_MS = 55_000;
const ENDED = new Set(['Completed', 'Failed', 'Stopped', 'Skipped']);

const options = readOptions();
// With --json the run is the last line of the output; what people read goes beside it.
const output = options.json ? process.stderr : process.stdout;
const tree = output.isTTY ? liveTree(output) : undefined;
const say = (text: string) => output.write(`${text}\n`);

const clock = runningClock(SPEED, { real: Date.now(), shown: Date.now() });
const system = await throwawaySystem({ clock, seed: demoFleet });
const api = new ApiClient(system.origin);
let shown = '';
let asPlanned = false;
try {
  asPlanned = await play();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
}
await system.close();
process.exit(asPlanned ? 0 : 1);

function readOptions() {
  try {
    return parseArgs({ options: { json: { type: 'boolean' } } }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\nnpm run demo -- [--json]`);
    process.exit(2);
  }
}

async function play(): Promise<boolean> {
  const groups = await assignGroups(api, DEMO_WALK);
  say(`Groups by region: ${groups.join(', ')}. A minute of the fleet takes ${60 / SPEED} s here.`);
  await startRun(api, DEMO_WALK, groups);
  say(`Strategy ${DEMO_WALK.strategyName} saved, run ${DEMO_WALK.runName} started.\n`);
  const run = await watch(DEMO_WALK.runName);
  const wrong = differences(run, await listMembers(api, true));
  say('');
  if (wrong.length === 0) say('Every member is on its planned versions.');
  else say(`Not as planned:\n${wrong.map((line) => `  ${line}`).join('\n')}`);
  if (options.json) console.log(JSON.stringify(run));
  return run.state === 'Completed' && wrong.length === 0;
}

async function watch(name: string): Promise<RunShape> {
  const deadline = Date.now() + LIMIT_MS;
  for (;;) {
    const run = await getRun(api, name);
    show(run);
    if (ENDED.has(run.state)) {
      tree?.leave();
      return run;
    }
    if (Date.now() > deadline)
      throw new Error(`Run ${name} is still ${run.state} after ${LIMIT_MS / 1000} s.`);
    await sleep(250);
  }
}

/** In a terminal the tree is drawn over; in a log each change is a line. */
function show(run: RunShape): void {
  if (tree) {
    tree.show({ run, now: clock.now() });
    return;
  }
  const members = run.stages.flatMap((stage) => stage.groups.flatMap((group) => group.members));
  const line = `${run.state}: ${members.map((member) => `${member.name} ${member.state}`).join(', ')}`;
  if (line === shown) return;
  shown = line;
  say(line);
}
