import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { runningClock, type Clock } from '../clock/clock.ts';

const originShape = z.object({ real: z.number(), shown: z.number(), speed: z.number() });

/**
 * A clock that goes on after a restart from where the last one would be by now, so that what was stored never
 * lies in the future, also when the speed is another one now.
 */
export function localClock(stateDirectory: string, speed: number): Clock {
  const file = join(stateDirectory, 'clock.json');
  mkdirSync(stateDirectory, { recursive: true });
  const real = Date.now();
  const last = readOrigin(file);
  const shown = last ? Math.max(real, last.shown + (real - last.real) * last.speed) : real;
  // By renaming: a process that is killed here must not leave half a file, which no start could read.
  writeFileSync(`${file}.new`, JSON.stringify({ real, shown, speed }));
  renameSync(`${file}.new`, file);
  return runningClock(speed, { real, shown });
}

function readOrigin(file: string): z.infer<typeof originShape> | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return originShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new Error(`The clock's state in ${file} cannot be read: delete it to begin anew.`, { cause });
  }
}
