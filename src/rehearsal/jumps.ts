import { z } from 'zod';
import type { GroupStepKey } from '../contracts/orchestration.ts';
import { SOON_SECONDS } from '../domain/pace.ts';
import { stageWaiting } from '../domain/run/rollUpWaiting.ts';
import { hasEnded } from '../domain/run/states.ts';
import { waitingOf } from '../domain/run/waiting.ts';
import type { GroupRow, MemberRow } from '../domain/run/run.ts';
import type { App } from '../ports/app.ts';
import type { Happening } from '../simulator/state/due.ts';
import type { World } from '../simulator/state/world.ts';
import { changesAt, type PendingGate, type PlaceKey } from './pendingGates.ts';

const pause = z.object({ next: z.literal('wait'), seconds: z.number() });

/** What ends when somebody else is done, which no row tells the time of. */
const ENDED_BY_OTHERS: readonly string[] = ['Concurrency', 'LockedBy', 'Assignment', 'Azure'];

/** A round of a stage or group that has ended. */
interface Round {
  readonly key: PlaceKey;
  readonly answer: unknown;
  /** What the place waits for now, and how long approvals take. */
  readonly gates: readonly PendingGate[];
  readonly approveAfterSeconds: number;
}

/**
 * A round in which nothing happens until a time that is known says so long a pause. Nobody gives a command in a
 * rehearsal but approvals, whose time is known too, so nothing is missed in between: a wait of a week costs one round in
 * place of ten thousand. Who looks for what Azure does comes as late after it as the product does while things happen.
 */
export async function overKnownWaits(app: App, azure: World, round: Round): Promise<unknown> {
  const { answer } = round;
  const asked = pause.safeParse(answer);
  if (!asked.success) return answer;
  const until = await nextTime(app, azure, round);
  const left = until === undefined ? 0 : (until - Date.parse(app.now())) / 1000;
  return { ...asked.data, seconds: Math.max(asked.data.seconds, Math.ceil(left)) };
}

/** When something next happens in a stage or group, ms since the epoch; undefined when that cannot be told. */
async function nextTime(
  app: App,
  azure: World,
  { key, gates, approveAfterSeconds }: Round,
): Promise<number | undefined> {
  const changes = gates.map((gate) => timeOf(changesAt(gate, approveAfterSeconds, app.now())));
  if ('group' in key) return await nextInGroup(app, azure, key, changes);
  if (gates.length > 0) return earliest(changes, azure.now);
  const row = await app.runs.stage(key.runId, key.planId, key.stage);
  return timeOf(row && stageWaiting(row.value, [])?.until);
}

function earliest(times: readonly (number | undefined)[], now: number): number | undefined {
  const coming = times.flatMap((time) => time ?? []).filter((time) => time > now);
  return coming.length === 0 ? undefined : Math.min(...coming);
}

async function nextInGroup(
  app: App,
  azure: World,
  key: GroupStepKey,
  changes: readonly (number | undefined)[],
): Promise<number | undefined> {
  const stored = await app.runs.group(key);
  if (!stored) return undefined;
  const row = stored.group.value;
  const waiting = waitingOf(row);
  if (row.lastError || ENDED_BY_OTHERS.includes(waiting?.reason ?? '')) return undefined;
  const members = stored.members.map(({ value }) => value).filter(({ state }) => !hasEnded(state));
  const clusters = new Set(members.map(({ clusterResourceId }) => clusterResourceId.toLowerCase()));
  const fleetRuns = row.fleetRuns.map(({ name }) => `/updateruns/${name}`.toLowerCase());
  if (isBehind(azure, row, members)) return undefined;
  const inAzure = azure.agenda.nextOf((happening) => concerns(happening, clusters, fleetRuns));
  const times = [
    inAzure === undefined ? undefined : inAzure + SOON_SECONDS * 1000,
    timeOf(waiting?.until),
    ...changes,
    ...members.flatMap(({ retryAt, notBefore }) => [timeOf(retryAt), timeOf(notBefore)]),
  ];
  return earliest(times, azure.now);
}

/** A lane has something to do, or Azure something to tell that its next turn finds: who jumps then leaves it idle meanwhile. */
function isBehind(azure: World, { fleetRuns }: GroupRow, members: readonly MemberRow[]): boolean {
  if (fleetRuns.some(({ startedAt, result }) => startedAt === undefined || result !== undefined)) return true;
  return members.some(({ state, clusterResourceId }) => {
    const cluster = new Set([clusterResourceId.toLowerCase()]);
    return state === 'Running' && azure.agenda.nextOf((each) => concerns(each, cluster, [])) === undefined;
  });
}

function concerns(
  happening: Happening,
  clusters: ReadonlySet<string>,
  fleetRuns: readonly string[],
): boolean {
  if ('cluster' in happening) return clusters.has(happening.cluster.toLowerCase());
  if (!('run' in happening)) return false;
  const run = happening.run.toLowerCase();
  return fleetRuns.some((end) => run.endsWith(end));
}

const timeOf = (time: string | undefined) => (time === undefined ? undefined : Date.parse(time));
