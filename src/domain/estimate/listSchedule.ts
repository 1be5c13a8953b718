// Who starts when, if nothing fails: whoever is next starts as soon as a lane and a place are free and nothing holds it
// up. Moments are milliseconds since 1970; `Infinity` is a moment that nobody knows.

export interface MemberAhead {
  readonly fleet: string;
  readonly name: string;
  /** What is left of it, when it is under way. */
  readonly seconds: number;
  readonly isRunning: boolean;
  /** It waits until then, whatever is free. ISO 8601 UTC. */
  readonly notBefore?: string;
}

export interface GroupAhead {
  readonly name: string;
  readonly lanes: number;
  /** `member`: each has a Fleet run of its own. `fleet`: those of a fleet share one, which takes them one after another. */
  readonly size: 'member' | 'fleet';
  /** Those to be updated. */
  readonly members: readonly MemberAhead[];
}

export interface StageAhead {
  readonly name: string;
  readonly groups: readonly GroupAhead[];
  /** Members of all its groups at once; absent where nothing bounds that. */
  readonly atOnce?: number;
  /** Members of one fleet at once. */
  readonly atOncePerFleet?: number;
  /** After the last member, or what is left of it. */
  readonly waitSeconds: number;
}

/** Until when a member may not start that would start now; undefined when it may. Asked with times that never go back. */
export type HeldUntil = (place: Place, now: number) => number | undefined;

interface Place {
  readonly fleet: string;
  readonly group: string;
  readonly member: string;
}

/** From the round in which a Fleet run is opened to the one that sees its end: what each costs beside its members. */
const FLEET_RUN_SECONDS = 15;

interface Waiting extends Omit<MemberAhead, 'notBefore'> {
  notBefore: number;
}

interface Queue {
  readonly group: GroupAhead;
  waiting: Waiting[];
  open: number;
  lastFleet: string | undefined;
}

interface Running {
  readonly queue: Queue;
  readonly fleet: string;
  readonly endsAt: number;
}

/** When the last member of the stage ends. */
export function endOfMembers(stage: StageAhead, from: number, heldUntil: HeldUntil): number {
  const queues = stage.groups.map((group): Queue => ({
    group,
    waiting: inOrder(group).map((member) => ({
      ...member,
      notBefore: Math.max(from, member.notBefore === undefined ? from : Date.parse(member.notBefore)),
    })),
    open: 0,
    lastFleet: undefined,
  }));
  let running: Running[] = [];
  let now = from;
  for (;;) {
    for (let before = -1; before !== running.length;) {
      before = running.length;
      for (const queue of queues) {
        const started = startNext(stage, queue, { now, running, heldUntil });
        if (started) running.push(started);
      }
    }
    const left = queues.flatMap(({ waiting }) => waiting);
    if (running.length === 0 && left.length === 0) return now;
    const due = [...running.map(({ endsAt }) => endsAt), ...left.map(({ notBefore }) => notBefore)];
    const next = due.reduce((least, at) => (at > now && at < least ? at : least), Infinity);
    if (next === Infinity) return Infinity;
    now = next;
    for (const { queue } of running.filter(({ endsAt }) => endsAt <= next)) queue.open -= 1;
    running = running.filter(({ endsAt }) => endsAt > next);
  }
}

/** What is under way comes first; then fleet by fleet, as those of a fleet may share a Fleet run. */
function inOrder({ members }: GroupAhead): MemberAhead[] {
  const byFleet = [...Map.groupBy(members, ({ fleet }) => fleet).values()].flat();
  return byFleet.toSorted((one, other) => Number(other.isRunning) - Number(one.isRunning));
}

interface Moment {
  readonly now: number;
  readonly running: readonly Running[];
  readonly heldUntil: HeldUntil;
}

/** Takes the first of the group's that may start, if any. Those that are under way already ask nobody. */
function startNext(
  stage: StageAhead,
  queue: Queue,
  { now, running, heldUntil }: Moment,
): Running | undefined {
  const { group } = queue;
  const position = queue.waiting.findIndex((member) => {
    if (member.isRunning) return true;
    if (member.notBefore > now || !isFree(stage, queue, running, member.fleet)) return false;
    const until = heldUntil({ fleet: member.fleet, group: group.name, member: member.name }, now);
    if (until !== undefined) member.notBefore = until;
    return until === undefined;
  });
  const [member] = position === -1 ? [] : queue.waiting.splice(position, 1);
  if (!member) return undefined;
  const opens = !member.isRunning && (group.size === 'member' || queue.lastFleet !== member.fleet);
  queue.open += 1;
  queue.lastFleet = member.fleet;
  const seconds = member.seconds + (opens ? FLEET_RUN_SECONDS : 0);
  return { queue, fleet: member.fleet, endsAt: now + seconds * 1000 };
}

function isFree(stage: StageAhead, queue: Queue, running: readonly Running[], fleet: string): boolean {
  const { atOnce = Infinity, atOncePerFleet = Infinity } = stage;
  if (queue.open >= queue.group.lanes || running.length >= atOnce) return false;
  return (
    atOncePerFleet === Infinity || running.filter((each) => each.fleet === fleet).length < atOncePerFleet
  );
}
