import type { MemoryWorldOptions } from '../../src/rehearsal/memoryWorld.ts';
import { DIED, MemorySystem } from '../support/memorySystem.ts';
import { MINUTE } from '../support/spokenSystem.ts';
import { callOf, differences, setTheScene, type Story } from '../support/stories.ts';

const STEP_MS = 30_000;
/** Of virtual time: far more than a run with one crash takes. */
const MOST_STEPS = 200;

export interface Told {
  readonly effects: readonly string[];
  /** What is not as it should be; empty when all is. */
  readonly wrong: readonly string[];
}

export interface Telling {
  /** Called at each side effect of the app, with its number, before it takes place. */
  readonly atEffect?: (system: MemorySystem, count: number) => void;
  readonly options?: Partial<MemoryWorldOptions>;
  /** Waited for before every call to a table or to ARM: others may come first. */
  readonly pause?: () => Promise<void>;
}

/** Tells the story to its end and looks at what is left. */
export async function tell(story: Story, { atEffect, options, pause }: Telling = {}): Promise<Told> {
  const effects: string[] = [];
  const counting = { isOn: false };
  const system: MemorySystem = MemorySystem.start(
    {
      ...(story.unknowns && { unknowns: story.unknowns }),
      ...options,
      before: async ({ on, operation }) => {
        await pause?.();
        const isEffect =
          on === 'arm' ? !operation.startsWith('GET') : ['write', 'remove'].includes(operation);
        if (isEffect && counting.isOn) {
          effects.push(`${on} ${operation}`);
          atEffect?.(system, effects.length);
        }
      },
    },
    story.settings,
  );
  try {
    await setTheScene(system, story);
    counting.isOn = true;
    await story.prepare?.(system, (...call) => again(() => system.call(...call)));
    await play(system, story);
    counting.isOn = false;
    // Reconcile repairs what a crash left; a lock that nobody releases is believed left after ten minutes.
    await system.clock.advance(16 * MINUTE);
    return { effects, wrong: await differences(system, story, system.world.app) };
  } finally {
    await system.close();
  }
}

async function play(system: MemorySystem, story: Story): Promise<void> {
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const run = await again(() => system.run('run'));
    if (story.isOver(run)) break;
    for (const command of story.operate(run)) {
      await again(() => system.call(...callOf(command)));
    }
    await system.clock.advance(STEP_MS);
  }
  await system.clock.advance(MINUTE);
}

/** A client whose connection is cut off asks again. */
async function again<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Error) || error.message !== DIED) throw error;
    }
  }
}
