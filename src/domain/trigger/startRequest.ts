import { compareVersions } from './release.ts';
import type { Dispatch, Trigger, TriggerState } from './trigger.ts';
import type { ManagedClusterUpdate } from '../plan/updateSpec.ts';

/**
 * One thing that a trigger is to start: a delivery, a release, a press of "run now". Written before anything else
 * is done, so that a crash loses nothing and whatever comes twice finds it.
 */
export interface StartRequest {
  /** `<trigger>.<key>`; of two requests with the same key the second is the first come again. */
  readonly name: string;
  readonly trigger: string;
  readonly run: string;
  readonly strategy?: string;
  readonly fleets?: readonly string[];
  readonly managedClusterUpdate: ManagedClusterUpdate;
  /** Whether the run is started, or only created. */
  readonly start: boolean;
  /** Of a release: its version, which the run waits for in every region. */
  readonly release?: string;
  /** Whether the trigger's overlap rule holds for it: not for what somebody asked for by hand. */
  readonly heedsOverlap: boolean;
  /** What the run says of why it is there. */
  readonly cause: string;
  /** The sender's id of the delivery. */
  readonly deliveryId: string;
  readonly receivedAt: string;
  readonly result: Dispatch;
}

/** What to do next for a request that is not settled. */
export type RequestStep =
  /** Nothing is started, for this reason. */
  | { readonly do: 'skip'; readonly message: string }
  | { readonly do: 'fail'; readonly message: string }
  /** The run is created, and started when the one that is under way has ended. */
  | { readonly do: 'wait'; readonly message: string }
  /** Claim the trigger's state for this run, then create and start it. */
  | { readonly do: 'claim'; readonly state: TriggerState }
  /** Claimed before: create and start it unless that is done. */
  | { readonly do: 'start' };

export const isOpen = ({ result }: StartRequest) =>
  result.outcome === 'Starting' || result.outcome === 'Waiting';

/** `underWay` is the name of the trigger's last run while that goes on or is being started. */
export function decideRequest(
  request: StartRequest,
  trigger: Trigger | undefined,
  state: TriggerState | undefined,
  underWay: string | undefined,
  now: string,
): RequestStep {
  if (state?.lastRun === request.run) return { do: 'start' };
  if (!trigger) return { do: 'fail', message: `Trigger ${request.trigger} was deleted.` };
  const { release } = request;
  const newest = state?.newestVersion;
  if (release !== undefined && newest !== undefined && compareVersions(release, newest) < 0) {
    return { do: 'skip', message: `Kubernetes ${release} is older than ${newest}, which came before it.` };
  }
  if (state?.last?.outcome === 'Starting' && state.last.dueAt !== undefined) {
    // A claim would write over the schedule's promise to start that run.
    return { do: 'wait', message: `Waits until run ${state.last.run ?? ''} is started.` };
  }
  if (underWay !== undefined && request.heedsOverlap) {
    if (trigger.overlap === 'skip') return { do: 'skip', message: `Run ${underWay} is still under way.` };
    if (trigger.overlap === 'queue') return { do: 'wait', message: `Waits for run ${underWay} to end.` };
  }
  const message = `Run ${request.run} is being started.`;
  const last: Dispatch = { at: now, outcome: 'Starting', message, run: request.run };
  const version = release === undefined ? {} : { newestVersion: release };
  return { do: 'claim', state: { ...state, name: request.trigger, ...version, lastRun: request.run, last } };
}
