import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableStores } from '../../src/azure/tables/tableStores.ts';
import type { SystemOptions } from '../../src/demo/system.ts';
import { newAccount } from '../support/azurite.ts';
import { callOf, differences, setTheScene, type Story } from '../support/stories.ts';
import { MINUTE, TestSystem, type RunAnswer } from '../support/testSystem.ts';
import { SideEffects } from './sideEffects.ts';

const STEP_MS = 60_000;
/** Of virtual time: far more than a run with one crash takes. */
const MOST_STEPS = 120;

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
    const { effects, wrong: all } = await tell(story, { at: { k, blow } });
    wrong.push(...all.map((each) => `${k} (${effects[k - 1] ?? 'after the end'}): ${each}`));
    if (effects.length < k) return { wrong, told };
  }
}

export interface Telling {
  /** The blow falls right after the `k`-th side effect. */
  readonly at?: { readonly k: number; readonly blow: Blow };
  readonly options?: Partial<SystemOptions>;
  /** From the start of the run to its end calls may be refused: the operator tries again. */
  readonly rough?: { readonly begin: () => void; readonly end: () => void };
}

/** Tells the story to its end and looks at what is left. */
export async function tell(story: Story, { at, options = {}, rough }: Telling = {}): Promise<Told> {
  const { unknowns } = story;
  const stateDirectory = mkdtempSync(join(tmpdir(), 'fleet-updates-crash-'));
  const { tablesConnectionString = newAccount() } = options;
  const system = await TestSystem.start({
    ...(unknowns && { unknowns }),
    ...options,
    stateDirectory,
    tablesConnectionString,
  });
  const blow = { isDead: false, stopping: Promise.resolve() };
  const account = /AccountName=([^;]+)/.exec(tablesConnectionString)?.[1] ?? '';
  const effects = new SideEffects(account, at === undefined || at.blow === 'kill', (count) => {
    if (count !== at?.k) return;
    if (at.blow !== 'stop') {
      blow.isDead = true;
      void system.system.host.kill();
    } else blow.stopping = system.call('POST', '/api/runs/run/stop').then(() => undefined);
  });
  // Retries of the app wait on its own clock, so time must pass while a rough call is answered.
  const operated = <T>(call: Promise<T>) => (rough ? system.whileTimePasses(call) : call);
  try {
    await setTheScene(system, story);
    await story.prepare?.(system, (...call) => system.call(...call));
    rough?.begin();
    effects.start();
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      try {
        const run = await operated(system.run('run'));
        if (story.isOver(run)) break;
        for (const command of story.operate(run)) {
          await operated(system.call(...callOf(command)));
        }
        await system.clock.advance(STEP_MS);
        await blow.stopping;
      } catch (error) {
        if (!blow.isDead && !rough) throw error;
      }
      if (!blow.isDead) continue;
      blow.isDead = false;
      await system.killAndStartAgain();
    }
    // Once the run is seen to be over there is still something to be written.
    await system.clock.advance(MINUTE);
    effects.stop();
    rough?.end();
    if (blow.isDead) await system.killAndStartAgain();
    const wrong = () => differences(system, story, tableStores({ connectionString: tablesConnectionString }));
    // Reconcile repairs in two passes what a crash left.
    if ((await wrong()).length > 0) await system.clock.advance(11 * MINUTE);
    return { effects: effects.seen, run: await system.run('run'), wrong: await wrong() };
  } finally {
    effects.end();
    await system.close();
    rmSync(stateDirectory, { recursive: true });
  }
}
