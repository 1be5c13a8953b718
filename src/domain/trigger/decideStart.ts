import { secondsBetween } from '../seconds.ts';
import { forbiddenParameters } from './allowedParameters.ts';
import { compareVersions } from './release.ts';
import { heldBack } from './schedule.ts';
import type { StartRequest } from './startRequest.ts';
import type { StartResult } from './startResult.ts';
import type { Trigger } from './trigger.ts';

/** What is known when it is decided. */
export interface StartFacts {
  readonly trigger: Trigger | undefined;
  /** The request's own run. `Gone`: it was made, and somebody deleted it. */
  readonly run: 'Absent' | 'Created' | 'Begun' | 'Gone';
  readonly strategyIsThere: boolean;
  /** Whether the trigger's state has this request's claim. */
  readonly isClaimed: boolean;
  /** Run of another start of the trigger that is being started or has not ended. */
  readonly underWay: string | undefined;
  /** Of a release trigger: the newest version that a run was made, or is being made, for. */
  readonly newestVersion: string | undefined;
  /** Run of an earlier due time that waits for its start. */
  readonly queuedBefore: string | undefined;
  readonly now: string;
}

/** The one next step of a request. All but the last are taken, and then it is decided anew. */
export type StartStep =
  /** Enter the request's claim in the trigger's state, which only one can do at a time. */
  | { readonly do: 'claim' }
  | { readonly do: 'create' }
  | { readonly do: 'start' }
  | { readonly do: 'wait'; readonly message: string }
  | { readonly do: 'end'; readonly result: Pick<StartResult, 'outcome' | 'message' | 'code'> };

/** Later than this a due time was missed: the timer that asks for starts comes every minute. */
const MISSED_AFTER_SECONDS = 900;

/** What to do next for a request that is open. Asked anew before every step, so that it sees what changed meanwhile. */
export function decideStart(request: StartRequest, facts: StartFacts): StartStep {
  const { run } = request;
  const { trigger, isClaimed, underWay } = facts;
  if (facts.run === 'Begun') {
    return isClaimed ? end('Started', `Run ${run} was started.`) : { do: 'claim' };
  }
  const takenBack = whyTakenBack(request, facts);
  if (takenBack !== undefined || !trigger) return end('Cancelled', takenBack ?? '');
  if (request.heedsOverlap) {
    const passedOver = whyPassedOver(request, trigger, facts);
    if (passedOver !== undefined) return end('Skipped', passedOver);
  }
  if (facts.run === 'Created' && !facts.strategyIsThere) {
    const message = `Strategy ${request.strategy ?? ''} was deleted before the run started.`;
    return end('Failed', message, 'UnknownStrategy');
  }
  const early = tooEarly(request, facts);
  if (early) return early;
  if (!isClaimed && underWay !== undefined && request.heedsOverlap) {
    if (trigger.overlap === 'skip') return end('Skipped', `Run ${underWay} is still under way.`);
    if (trigger.overlap === 'queue') return queued(request, facts, underWay);
  }
  if (!isClaimed) return { do: 'claim' };
  if (facts.run === 'Absent') return { do: 'create' };
  if (request.start) return { do: 'start' };
  return end('Created', `Run ${run} was created; start it when you like.`);
}

/** As with a queue the run is there while it waits, with the versions of the run that it follows. */
function tooEarly({ notBefore }: StartRequest, { run, now }: StartFacts): StartStep | undefined {
  if (notBefore === undefined || Date.parse(notBefore) <= Date.parse(now)) return undefined;
  return run === 'Absent' ? { do: 'create' } : { do: 'wait', message: `Waits until ${notBefore}.` };
}

/** The run is there while it waits, so that who asked can follow it; of due times only one waits. */
function queued({ dueAt }: StartRequest, { run, queuedBefore }: StartFacts, underWay: string): StartStep {
  if (dueAt !== undefined && queuedBefore !== undefined) {
    return end('Skipped', `Run ${queuedBefore} waits already for run ${underWay} to end.`);
  }
  if (run === 'Absent') return { do: 'create' };
  return { do: 'wait', message: `Waits for run ${underWay} to end.` };
}

/** What a user took back is taken back for everything that has not started. */
function whyTakenBack(request: StartRequest, { trigger, run }: StartFacts): string | undefined {
  if (run === 'Gone') return `Run ${request.run} was deleted before it started.`;
  const isAnother = trigger && Date.parse(trigger.createdAt) > Date.parse(request.receivedAt);
  if (!trigger || isAnother) return `Trigger ${request.trigger} was deleted.`;
  if (!request.heedsOverlap) return undefined;
  if (!trigger.enabled) return `Trigger ${trigger.name} was paused.`;
  if (request.dueAt !== undefined && trigger.kind !== 'schedule') {
    return `Trigger ${trigger.name} is no schedule any more.`;
  }
  if (trigger.kind !== 'webhook' || !request.parameters) return undefined;
  const [forbidden] = forbiddenParameters(trigger, request.parameters);
  return forbidden && `The trigger does not allow a delivery to say the ${forbidden.field} any more.`;
}

/** Times are asked of when it would start, which a crash or a queue can make much later than when it was due. */
function whyPassedOver(
  { dueAt, release }: StartRequest,
  trigger: Trigger,
  { now, newestVersion }: StartFacts,
): string | undefined {
  if (release !== undefined && newestVersion !== undefined && compareVersions(release, newestVersion) < 0) {
    return `Kubernetes ${release} is older than ${newestVersion}, which came before it.`;
  }
  if (dueAt === undefined || trigger.kind !== 'schedule') return undefined;
  const { schedule, overlap } = trigger;
  const due = heldBack(schedule, dueAt);
  if (due !== undefined) return `It fell into ${due}.`;
  const held = heldBack(schedule, now);
  if (held !== undefined) return `It would have started in ${held}.`;
  const isMissed = secondsBetween(dueAt, now) > MISSED_AFTER_SECONDS;
  if (!isMissed || schedule.catchUp !== 'skip' || overlap === 'queue') return undefined;
  return 'The app was not running then, and the trigger does not catch up.';
}

function end(outcome: StartResult['outcome'], message: string, code?: string): StartStep {
  return { do: 'end', result: { outcome, message, ...(code !== undefined && { code }) } };
}
