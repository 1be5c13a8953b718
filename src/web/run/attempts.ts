import type { RunEvent, RunState } from '../api/types.ts';

/** A time in which something of a run was in one state, in one attempt. */
export interface Try {
  readonly start: string;
  /** Absent while it goes on. */
  readonly end?: string;
  /** How it ended, or what it is in now. */
  readonly state: RunState;
  readonly attempt: number;
}

/**
 * The tries of everything that ran, by its place: `stage`, `stage/group`, `stage/group/fleet/member`, `stage/wait`, and of a
 * gate by its id.
 */
export type Tries = ReadonlyMap<string, readonly Try[]>;

const CHANGES: ReadonlySet<string> = new Set([
  'StageStateChanged',
  'GroupStateChanged',
  'MemberStateChanged',
  'WaitStateChanged',
  'GateStateChanged',
]);

const STATES: Readonly<Record<RunState, 'idle' | 'going' | 'ended'>> = {
  NotStarted: 'idle',
  Pending: 'idle',
  Running: 'going',
  Stopping: 'going',
  Stopped: 'ended',
  Skipped: 'ended',
  Failed: 'ended',
  Completed: 'ended',
};

const isState = (state: string | undefined): state is RunState =>
  state !== undefined && Object.hasOwn(STATES, state);

/** Where an event belongs, as the rows of the time line are called. */
function placeOf({ type, stage, group, fleet, member, gate }: RunEvent): string {
  if (gate !== undefined) return gate;
  const parts = [stage, group, fleet, member].filter((part) => part !== undefined);
  return [...parts, ...(type === 'WaitStateChanged' ? ['wait'] : [])].join('/');
}

/** Of events of one moment the end of the attempt comes last, whatever order they were read in. */
function endsLast(events: readonly RunEvent[]): RunEvent[] {
  const rank = ({ type }: RunEvent) => (type === 'AttemptEnded' ? 1 : 0);
  return events.toSorted((a, b) => a.time.localeCompare(b.time) || rank(a) - rank(b));
}

/**
 * Every time that something ran, out of the audit trail: a run that is started again keeps the bars of the attempts
 * before. What waited for its turn between is no bar, and so a gap.
 */
export function triesOf(events: readonly RunEvent[]): Tries {
  const tries = new Map<string, Try[]>();
  const open = new Map<string, Try>();
  const close = (place: string, end: string, state: RunState) => {
    const going = open.get(place);
    open.delete(place);
    if (going) tries.set(place, [...(tries.get(place) ?? []), { ...going, end, state }]);
  };
  for (const event of endsLast(events)) {
    // Nothing goes on after the end of an attempt, also where no event said so.
    if (event.type === 'AttemptEnded') for (const place of open.keys()) close(place, event.time, 'Stopped');
    if (!CHANGES.has(event.type) || !isState(event.to)) continue;
    const place = placeOf(event);
    // A gate that is reached is Pending: that is what takes its time.
    const isGate = event.type === 'GateStateChanged';
    if (STATES[event.to] === 'going' || (isGate && event.to === 'Pending')) {
      if (!open.has(place)) {
        const state = isGate ? 'Pending' : 'Running';
        open.set(place, { start: event.time, state, attempt: event.attempt ?? 1 });
      }
    } else if (event.to !== 'Pending') {
      // What waits in between goes on: at a gate of its own it waits once all its members are through.
      close(place, event.time, STATES[event.to] === 'ended' ? event.to : 'Stopped');
    }
  }
  for (const [place, going] of open) tries.set(place, [...(tries.get(place) ?? []), going]);
  return tries;
}
