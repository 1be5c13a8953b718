import { randomUUID } from 'node:crypto';
import type { UpdateRun } from '../state/fleetState.ts';
import type { World } from '../state/world.ts';
import { settle } from './settle.ts';
import { isActive, stamp } from './updateStatus.ts';

/** From the answer to start until the run shows Running: as recorded. */
const RUNNING_AFTER = 500;

export function canStart({ starting, status }: UpdateRun): boolean {
  return !starting && ['NotStarted', 'Failed', 'Stopped'].includes(status.state);
}

/** Nothing shows yet: the answer to start is the run as it was, with its old eTag. */
export function startRun(world: World, run: UpdateRun): void {
  run.starting = true;
  run.execution = randomUUID();
  world.after(RUNNING_AFTER, { kind: 'runBegins', run: run.id, execution: run.execution });
}

export function canStop({ starting, status }: UpdateRun): boolean {
  return starting || status.state === 'Running' || status.state === 'Pending';
}

/** Running members finish first; with none the run is Stopped at once. */
export function stopRun(world: World, run: UpdateRun): void {
  if (run.starting || run.stages.every(({ status }) => !isActive(status) && status.state !== 'Pending')) {
    run.starting = false;
    run.execution = randomUUID();
    run.status.state = 'Stopped';
    run.status.startTime ??= stamp(world, 'run');
    delete run.status.completedTime;
    return;
  }
  run.status.state = 'Stopping';
  settle(world, run);
}
