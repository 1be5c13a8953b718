import type { Caller } from '../caller.ts';
import { runBody } from '../../contracts/runs.ts';
import { FleetUpdatesError } from '../../domain/errors.ts';
import { DELETION_ASKED } from '../../domain/run/deletion.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import type { Run } from '../../domain/run/run.ts';
import type { StartRequest } from '../../domain/trigger/startRequest.ts';
import { removeRows } from '../upkeep/removedRuns.ts';
import { createRun, soundPlan } from '../runs/createRun.ts';
import { resolveRequest } from '../runs/resolveRequest.ts';
import { refuseIfTakenBack } from './takenBack.ts';
import { startRun } from '../runs/startRun.ts';
import type { App, DurableApp } from '../../ports/app.ts';

const actorOf = ({ trigger }: Pick<StartRequest, 'trigger'>) => `trigger/${trigger}`;
const callerOf = (request: StartRequest, now: string): Caller => ({
  actor: actorOf(request),
  now,
  cause: request.cause,
});

/** The request's own run: another of that name has another cause. */
export async function runOf({ runs }: App, request: StartRequest): Promise<Run | undefined> {
  const found = await runs.findByName(request.run);
  const isOwn = found?.cause === request.cause && found.createdBy === actorOf(request);
  return isOwn ? found : undefined;
}

/**
 * Plans and creates the run of a request; what an earlier call, or one beside this, did of it stays. Gives the refusal
 * when the run cannot be had; a dependency that fails is thrown, and can be tried again.
 */
export async function createRunOf(
  app: App,
  request: StartRequest,
  now: string,
): Promise<FleetUpdatesError | undefined> {
  const awaitsVersion = request.release !== undefined;
  const create = async () => {
    await refuseIfTakenBack(app, request.trigger);
    const requestedBy = await requestersOf(app, request);
    return await createRun(app, callerOf(request, now), { ...bodyOf(request), awaitsVersion, requestedBy });
  };
  return await unlessDone(async () => (await runOf(app, request)) !== undefined, create);
}

/** None of them may approve a gate of the run alone. */
async function requestersOf({ triggers }: App, { trigger, askedBy }: StartRequest): Promise<string[]> {
  const owner = (await triggers.definitions.get(trigger))?.value.changedBy;
  return [...new Set([owner ?? [], askedBy ?? []].flat())];
}

/** Throws what would refuse the run of a request now, with nothing written: for whoever is there to be told. */
export async function refuseRunOf(app: App, request: StartRequest): Promise<void> {
  await refuseIfTakenBack(app, request.trigger);
  await soundPlan(app, await resolveRequest(app, bodyOf(request)));
}

function bodyOf(request: StartRequest) {
  const { run, strategy, fleets, leaveOut, managedClusterUpdate, versionsFrom } = request;
  return runBody.parse(
    withoutUndefined({ name: run, strategy, fleets, leaveOut, managedClusterUpdate, versionsFrom }),
  );
}

/** Begins the run of a request, unless it has begun. */
export async function startRunOf(
  app: DurableApp,
  request: StartRequest,
  now: string,
): Promise<FleetUpdatesError | undefined> {
  const hasBegun = async () => {
    const run = await runOf(app, request);
    return run !== undefined && (await app.runs.attempt(run.runId)) !== undefined;
  };
  return await unlessDone(hasBegun, async () => {
    await refuseIfTakenBack(app, request.trigger);
    await startRun(app, callerOf(request, now), { name: request.run });
  });
}

/** Whether a run of that name has begun and not ended. */
export async function isUnderWay({ runs }: App, name: string): Promise<boolean> {
  const run = await runs.findByName(name);
  const attempt = run && (await runs.attempt(run.runId));
  return attempt !== undefined && attempt.value.endedAt === undefined;
}

/** Removes the run of a request that is taken back. `begun` when that is too late; of a start at once one loses. */
export async function removeUnstartedRun(
  app: App,
  request: StartRequest,
  now: string,
): Promise<'removed' | 'begun'> {
  const run = await runOf(app, request);
  if (!run) return 'removed';
  if (await app.runs.attempt(run.runId)) return 'begun';
  const message = `Deleted run ${run.name} (NotStarted): its start was taken back.`;
  const asked = { time: now, type: DELETION_ASKED, actor: actorOf(request), message } as const;
  try {
    await removeRows(app, run, asked);
  } catch (error) {
    if (error instanceof FleetUpdatesError && error.code === 'InvalidState') return 'begun';
    throw error;
  }
  return 'removed';
}

/** The refusal of what was still to be done; none when another pass did it meanwhile. */
async function unlessDone(
  isDone: () => Promise<boolean>,
  action: () => Promise<unknown>,
): Promise<FleetUpdatesError | undefined> {
  if (await isDone()) return undefined;
  try {
    await action();
    return undefined;
  } catch (error) {
    if (!(error instanceof FleetUpdatesError)) throw error;
    return (await isDone()) ? undefined : error;
  }
}
