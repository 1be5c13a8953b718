import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableStores } from '../../src/azure/tables/tableStores.ts';
import type { SystemOptions } from '../../src/demo/system.ts';
import { newAccount } from '../support/azurite.ts';
import { memberStates, MINUTE, NODE_IMAGES, TestSystem, type RunAnswer } from '../support/testSystem.ts';
import { SideEffects } from './sideEffects.ts';

const ALL = ['aks-eus-1', 'aks-eus-2', 'aks-neu-1', 'aks-weu-1', 'aks-weu-2'];
const STEP_MS = 30_000;
/** Of virtual time: far more than a run with one crash takes. */
const MOST_STEPS = 120;

/** A story that is told again and again, with a crash in another place each time. */
export interface Story {
  /** Before the run is started. */
  readonly prepare?: (system: TestSystem) => void;
  /** What the operator does on seeing the run so; asked after every step. The same call may be made twice. */
  readonly operate: (run: RunAnswer) => readonly Command[];
  readonly isOver: (run: RunAnswer) => boolean;
  /** Calls may be refused for a while: the operator tries again. */
  readonly isRough?: boolean;
  /** Once it is over, so that what is left can be looked at. */
  readonly calm?: () => void;
  /** How often each cluster is upgraded, failures too. */
  readonly upgrades: readonly string[];
}
type Command = 'start' | 'stop';

/** All five members end Completed on the first attempt. */
export const STRAIGHT: Story = {
  operate: ({ state }) => (state === 'NotStarted' ? ['start'] : []),
  isOver: ({ state }) => state === 'Completed',
  upgrades: ALL,
};

/** The first attempt fails at a member, the second is stopped in the middle, the third ends it. */
export const TROUBLED: Story = {
  prepare: ({ simulator: { world } }) => {
    world.failUpgrades('aks-weu-1');
    world.setUpgradeSeconds('aks-eus-1', 90);
  },
  operate: (run) => {
    if (['NotStarted', 'Failed', 'Stopped'].includes(run.state)) return ['start'];
    const isHalfWay = run.attempt === 2 && run.stages[1]?.state === 'Running';
    return isHalfWay && run.state === 'Running' ? ['stop'] : [];
  },
  isOver: ({ state }) => state === 'Completed',
  upgrades: [...ALL, 'aks-weu-1'].toSorted(),
};

/** Stopped at some time by somebody, and started again whenever it has stopped. */
export const STOPPED: Story = {
  operate: ({ state }) => (['NotStarted', 'Stopped'].includes(state) ? ['start'] : []),
  isOver: ({ state }) => state === 'Completed',
  upgrades: ALL,
};

/** What happens right after the `k`-th side effect; `killAtCall` counts no commits of the engine, nor does `stop`. */
export type Blow = 'kill' | 'killAtCall' | 'stop';

export interface Told {
  readonly effects: readonly string[];
  readonly run: RunAnswer;
  /** What is not as it should be; empty when all is. */
  readonly wrong: readonly string[];
}

/**
 * Tells the story once for each of its side effects from the `first` on, every `step`-th, with the blow right after
 * it. Gives what was wrong in which of them, and how many there were.
 */
export async function tellOfEvery(
  story: Story,
  blow: Blow,
  first: number,
  step: number,
): Promise<{ readonly wrong: readonly string[]; readonly told: number }> {
  const wrong: string[] = [];
  for (let k = first, told = 0; ; k += step, told += 1) {
    const { effects, wrong: all } = await tell(story, { k, blow });
    wrong.push(...all.map((each) => `${k} (${effects[k - 1] ?? 'after the end'}): ${each}`));
    if (effects.length < k) return { wrong, told };
  }
}

/** Tells the story, with a blow right after its `k`-th side effect where one is given. */
export async function tell(
  story: Story,
  at?: { readonly k: number; readonly blow: Blow },
  options: Partial<SystemOptions> = {},
): Promise<Told> {
  const stateDirectory = mkdtempSync(join(tmpdir(), 'fleet-updates-crash-'));
  const { tablesConnectionString = newAccount() } = options;
  const system = await TestSystem.start({ ...options, stateDirectory, tablesConnectionString });
  const blow = { isDead: false, stopping: Promise.resolve() };
  const account = /AccountName=([^;]+)/.exec(tablesConnectionString)?.[1] ?? '';
  const effects = new SideEffects(account, at === undefined || at.blow === 'kill', (count) => {
    if (count !== at?.k) return;
    if (at.blow !== 'stop') {
      blow.isDead = true;
      void system.system.host.kill();
    } else blow.stopping = system.call('POST', '/api/runs/run/stop').then(() => undefined);
  });
  try {
    await prepare(system, story);
    effects.start();
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      try {
        const run = await whatever(system, story, () => system.run('run'));
        if (story.isOver(run)) break;
        for (const command of story.operate(run)) {
          await whatever(system, story, () => system.call('POST', `/api/runs/run/${command}`));
        }
        await system.clock.advance(STEP_MS);
        await blow.stopping;
      } catch (error) {
        if (!blow.isDead && story.isRough !== true) throw error;
      }
      if (!blow.isDead) continue;
      blow.isDead = false;
      await system.killAndStartAgain();
    }
    // Once the run is seen to be over there is still something to be written.
    await system.clock.advance(MINUTE);
    effects.stop();
    story.calm?.();
    if (blow.isDead) await system.killAndStartAgain();
    const wrong = () => differences(system, story, tablesConnectionString);
    // Reconcile repairs in two passes what a crash left.
    if ((await wrong()).length > 0) await system.clock.advance(11 * MINUTE);
    return { effects: effects.seen, run: await system.run('run'), wrong: await wrong() };
  } finally {
    effects.end();
    await system.close();
    rmSync(stateDirectory, { recursive: true });
  }
}

/** Retries of the app wait on its own clock, so time must pass while a rough call is answered. */
function whatever<T>(system: TestSystem, { isRough }: Story, call: () => Promise<T>): Promise<T> {
  return isRough === true ? system.whileTimePasses(call()) : call();
}

async function prepare(system: TestSystem, story: Story): Promise<void> {
  for (const name of ALL) system.simulator.world.setUpgradeSeconds(name, 5);
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({
    test: ['aks-neu-1', 'aks-weu-1'],
    weu: ['aks-weu-2'],
    eus: ['aks-eus-1', 'aks-eus-2'],
  });
  const stages = [
    { name: 'test', groups: [{ name: 'test' }], afterStageWaitInSeconds: 60 },
    { name: 'production', groups: [{ name: 'weu' }, { name: 'eus' }] },
  ];
  await system.ok('POST', '/api/runs', { name: 'run', stages, managedClusterUpdate: NODE_IMAGES });
  story.prepare?.(system);
}

async function differences(system: TestSystem, story: Story, connectionString: string): Promise<string[]> {
  const run = await system.run('run');
  const stores = tableStores({ connectionString });
  const locks = await stores.locks.all();
  const wanted = (await stores.assignments.list(['demo'])).filter((row) => row.wanted !== undefined);
  const fleetRuns = system.simulator.world.updateRuns();
  const states = Object.values(memberStates(run));
  return [
    ...(run.state === 'Completed' && states.every((state) => state === 'Completed')
      ? []
      : [`The run is ${run.state}: ${states.join(', ')}.`]),
    ...(system.upgraded().join() === story.upgrades.join()
      ? []
      : [`Upgraded: ${system.upgraded().join(', ')}.`]),
    ...locks.map(({ clusterResourceId }) => `A lock is left: ${clusterResourceId}.`),
    ...wanted.map(({ member }) => `A group is on its way: ${member}.`),
    ...fleetRuns.map(({ name, state }) => `Fleet run ${name} is left ${state}.`),
    ...((await stores.runs.unfinished()).length === 0 ? [] : ['The run counts as unfinished.']),
  ];
}
