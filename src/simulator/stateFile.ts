import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { World } from './state/world.ts';
import { worldStateSchema, type WorldState } from './state/worldState.ts';

/** Undefined when there is none yet. A file that cannot be read is an error that names it: nothing is overwritten. */
export function readStateFile(path: string): WorldState | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return worldStateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new Error(`The simulator's state in ${path} cannot be read: delete it to begin anew.`, { cause });
  }
}

/** A process killed in between leaves the old file or the new one, never half of it. */
export function writeStateFile(path: string, world: World): void {
  writeFileSync(`${path}.new`, JSON.stringify(world));
  renameSync(`${path}.new`, path);
}
