import { newest, claimsOf } from '../../domain/trigger/triggerState.ts';
import type { StartFacts } from '../../domain/trigger/decideStart.ts';
import { promisedStart } from '../../domain/trigger/dueStart.ts';
import type { StartRequest } from '../../domain/trigger/startRequest.ts';
import type { StartClaim, TriggerState } from '../../domain/trigger/triggerState.ts';
import type { Stored } from '../../ports/stored.ts';
import { isUnderWay, runOf } from './runOfRequest.ts';
import type { App } from '../../ports/app.ts';

/** What a request meets: the facts to decide on, and what the claim is written with. */
export interface Situation {
  readonly facts: StartFacts;
  readonly state: Stored<TriggerState> | undefined;
  /** Of others. */
  readonly claimsUnderWay: readonly StartClaim[];
}

/** Read anew before every step. */
export async function readSituation(app: App, request: StartRequest, now: string): Promise<Situation> {
  const { definitions, states } = app.triggers;
  const [trigger, state] = [await definitions.get(request.trigger), await states.get(request.trigger)];
  await keepPromise(app, trigger?.value, state?.value, now);
  const claims = claimsOf(state?.value);
  const claimsUnderWay: StartClaim[] = [];
  for (const claim of claims) {
    if (!isOf(request, claim) && (await mayBeUnderWay(app, claim))) claimsUnderWay.push(claim);
  }
  const run = await runStanding(app, request);
  const underWay = claimsUnderWay.at(-1)?.run;
  const mayQueue = underWay !== undefined && trigger?.value.overlap === 'queue';
  return {
    state,
    claimsUnderWay,
    facts: {
      trigger: trigger?.value,
      now,
      run,
      underWay,
      strategyIsThere: run !== 'Created' || (await strategyIsThere(app, request)),
      isClaimed: claims.some((claim) => isOf(request, claim)),
      newestVersion: claimsUnderWay.map(({ release }) => release).reduce(newest, state?.value.newestVersion),
      queuedBefore: mayQueue ? await queuedBefore(app, request) : undefined,
    },
  };
}

/** What the version before claimed says the run alone. */
function isOf({ name, run }: StartRequest, claim: StartClaim): boolean {
  return claim.request === undefined ? claim.run === run : claim.request === name;
}

async function strategyIsThere({ strategies }: App, { strategy }: StartRequest): Promise<boolean> {
  return strategy === undefined || (await strategies.get(strategy)) !== undefined;
}

/** A start that the version before promised in the state becomes a request before anything is written over it. */
export async function keepPromise(
  { triggers }: App,
  trigger: StartFacts['trigger'],
  state: TriggerState | undefined,
  now: string,
): Promise<void> {
  if (trigger?.kind !== 'schedule' || !state) return;
  const promised = promisedStart(trigger, state, now);
  if (promised) await triggers.requests.put(promised, undefined);
}

/** Its request is being carried out, or its run goes on: either way another start would be a second at once. */
async function mayBeUnderWay(app: App, { request, run }: StartClaim): Promise<boolean> {
  if (request !== undefined) {
    const claiming = await app.triggers.requests.get(request);
    if (claiming?.value.result.outcome === 'Starting') return true;
  }
  return await isUnderWay(app, run);
}

async function runStanding(app: App, request: StartRequest): Promise<StartFacts['run']> {
  const { runId, result } = request;
  const run = await runOf(app, request);
  // In the version before, what waits was made without noting which run it is.
  const wasMade = runId !== undefined || result.outcome === 'Waiting';
  if (!run || (runId !== undefined && run.runId !== runId)) return wasMade ? 'Gone' : 'Absent';
  return (await app.runs.attempt(run.runId)) ? 'Begun' : 'Created';
}

async function queuedBefore(
  { triggers }: App,
  { name, trigger, dueAt }: StartRequest,
): Promise<string | undefined> {
  if (dueAt === undefined) return undefined;
  const others = (await triggers.requests.listOpen()).filter(
    ({ value }) => value.trigger === trigger && value.name !== name && value.result.outcome === 'Waiting',
  );
  return others.find(({ value }) => value.dueAt !== undefined && value.dueAt < dueAt)?.value.run;
}
