import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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
  const last = existsSync(file) ? originShape.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
  const shown = last ? Math.max(real, last.shown + (real - last.real) * last.speed) : real;
  writeFileSync(file, JSON.stringify({ real, shown, speed }));
  return runningClock(speed, { real, shown });
}
