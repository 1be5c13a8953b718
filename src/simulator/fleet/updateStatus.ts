import type { UpdateState, UpdateStatus } from '../state/fleetState.ts';
import type { World } from '../state/world.ts';

type Level = 'run' | 'stage' | 'group' | 'member';

/** Fleet Manager writes nanoseconds, and a little later at each level upwards: as recorded. */
const NANOSECONDS: Readonly<Record<Level, string>> = {
  run: '845801',
  stage: '485829',
  group: '485429',
  member: '484429',
};

export function stamp(world: World, level: Level, later = 0): string {
  return new Date(world.now + later).toISOString().replace('Z', `${NANOSECONDS[level]}Z`);
}

/** Running again keeps its first start time. */
export function run(world: World, status: UpdateStatus, level: Level): void {
  status.state = 'Running';
  status.startTime ??= stamp(world, level);
  delete status.completedTime;
  delete status.error;
}

/** Stopped has no completed time: as recorded. */
export function end(
  world: World,
  status: UpdateStatus,
  state: 'Skipped' | 'Failed' | 'Completed',
  level: Level,
): void {
  status.state = state;
  status.completedTime = stamp(world, level);
}

/** Nothing more happens to it, also after another start. */
export function isFinished({ state }: UpdateStatus): boolean {
  return state === 'Completed' || state === 'Skipped';
}

/** An upgrade is under way. */
export function isActive({ state }: UpdateStatus): boolean {
  return state === 'Running' || state === 'Stopping';
}

export function every(statuses: readonly { status: UpdateStatus }[], state: UpdateState): boolean {
  return statuses.every(({ status }) => status.state === state);
}

export function some(statuses: readonly { status: UpdateStatus }[], state: UpdateState): boolean {
  return statuses.some(({ status }) => status.state === state);
}
