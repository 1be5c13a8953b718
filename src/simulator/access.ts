import type { Clock } from '../clock/clock.ts';
import type { World } from './state/world.ts';
import { writeStateFile } from './stateFile.ts';
import { Alarm, bringUpTo } from './timekeeper.ts';

/** How the world is looked at and changed: first all that is due happens, and at the end the file is written. */
export interface Access {
  look<T>(act: () => T): T;
  change<T>(act: () => T): T;
}

export function accessTo(
  world: World,
  clock: Clock,
  stateFile: string | undefined,
): Access & { end(): void } {
  const alarm = new Alarm(clock);
  let ended = false;
  const access = <T>(act: () => T, changes: boolean): T => {
    const happened = bringUpTo(world, clock.now());
    const result = act();
    if (ended) return result;
    if (stateFile !== undefined && (changes || happened)) writeStateFile(stateFile, world);
    alarm.set(world.agenda.nextTime(), () => access(() => undefined, false));
    return result;
  };
  return {
    look: (act) => access(act, false),
    change: (act) => access(act, true),
    end: () => {
      ended = true;
      alarm.set(undefined, () => undefined);
    },
  };
}
