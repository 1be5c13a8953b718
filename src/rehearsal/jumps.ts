import { z } from 'zod';
import { groupStepKey, STEP_GROUP, STEP_STAGE, type GroupStepKey } from '../contracts/orchestration.ts';
import { SOON_SECONDS } from '../domain/pace.ts';
import { stageWaiting } from '../domain/run/rollUpWaiting.ts';
import { hasEnded } from '../domain/run/states.ts';
import { waitingOf } from '../domain/run/waiting.ts';
import type { GroupRow, MemberRow } from '../domain/run/run.ts';
import type { App } from '../ports/app.ts';
import type { Happening } from '../simulator/state/due.ts';
import type { World } from '../simulator/state/world.ts';

const pause = z.object({ next: z.literal('wait'), seconds: z.number() });
const stageKey = groupStepKey.omit({ group: true });

/** What ends when somebody else is done, which no row tells the time of. */
const ENDED_BY_OTHERS: readonly string[] = ['Concurrency', 'LockedBy', 'Assignment', 'Azure'];

/**
 * A round in which nothing happens until a time that is known says so long a pause. Nobody gives a command in a
 * rehearsal, so nothing is missed in between: a soak of a week costs one round in place of ten thousand. Who looks for
 * what Azure does comes as late after it as the product does while things happen.
 */
export async function overKnownWaits(
  app: App,
  azure: World,
  { activity, input, answer }: { activity: string; input: unknown; answer: unknown },
): Promise<unknown> {
  const asked = pause.safeParse(answer);
  if (!asked.success) return answer;
  const until = await nextTime(app, azure, activity, input);
  const left = until === undefined ? 0 : (until - Date.parse(app.now())) / 1000;
  return { ...asked.data, seconds: Math.max(asked.data.seconds, Math.ceil(left)) };
}

/** When something next happens in a stage or group, ms since the epoch; undefined when that cannot be told. */
async function nextTime(
  app: App,
  azure: World,
  activity: string,
  input: unknown,
): Promise<number | undefined> {
  if (activity === STEP_GROUP) return await nextInGroup(app, azure, groupStepKey.parse(input));
  if (activity !== STEP_STAGE) return undefined;
  const { runId, planId, stage } = stageKey.parse(input);
  const row = await app.runs.stage(runId, planId, stage);
  return timeOf(row && stageWaiting(row.value, [])?.until);
}

async function nextInGroup(app: App, azure: World, key: GroupStepKey): Promise<number | undefined> {
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
    ...members.flatMap(({ retryAt, notBefore }) => [timeOf(retryAt), timeOf(notBefore)]),
  ];
  const coming = times.flatMap((time) => time ?? []).filter((time) => time > azure.now);
  return coming.length === 0 ? undefined : Math.min(...coming);
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
