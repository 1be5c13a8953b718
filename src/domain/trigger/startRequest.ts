import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { secondsBetween } from '../seconds.ts';
import { leaveOutSchema } from '../plan/findings.ts';
import { requestedUpdateSchema } from '../plan/requestedUpdate.ts';
import { versionsFromSchema } from '../run/run.ts';
import { deliveryParametersSchema } from './allowedParameters.ts';
import { REMEMBERED_DAYS } from './deliveryReceipt.ts';
import { startResultSchema, type StartResult } from './startResult.ts';

const text = z.string();

/**
 * One thing that a trigger is to start: a due time, a delivery, a release, the end of a run, a press of "run now". Written before
 * anything else is done, so that a crash loses nothing and whatever comes twice finds it.
 */
export const startRequestSchema = z.object({
  /** `<trigger>.<key>`; of two requests with the same key the second is the first come again. */
  name: text,
  trigger: text,
  run: text,
  /** Of the run that was made for it. When that is there no more, somebody deleted it: nothing is to start. */
  runId: text.exactOptional(),
  strategy: text.exactOptional(),
  fleets: z.array(text).exactOptional(),
  leaveOut: leaveOutSchema.exactOptional(),
  managedClusterUpdate: requestedUpdateSchema,
  /** The run whose versions its run takes over when it is created. */
  versionsFrom: versionsFromSchema.exactOptional(),
  /** Whether the run is started, or only created. */
  start: z.boolean(),
  /** Of a schedule: the time that it is for. */
  dueAt: text.exactOptional(),
  /** Its run is created at once and not started before. */
  notBefore: text.exactOptional(),
  /** Of a release: its version, which the run waits for in every region. */
  release: text.exactOptional(),
  /** Of a delivery: what it said of its run, which the trigger must still allow when the run starts. */
  parameters: deliveryParametersSchema.exactOptional(),
  /** Whether the trigger's own rules hold for it: not for what somebody asked for by hand. */
  heedsOverlap: z.boolean(),
  /** Who asked for it by hand. */
  askedBy: text.exactOptional(),
  /** What the run says of why it is there. */
  cause: text,
  /** Of a delivery, the sender's id. */
  deliveryId: text.exactOptional(),
  receivedAt: text,
  result: startResultSchema,
});
export type StartRequest = Immutable<z.infer<typeof startRequestSchema>>;

/** Longer than this a request is not left to the call that brought it: that call has died. */
const LEFT_ALONE_SECONDS = 60;
/** No second event need come for a release, and what refused it (a member two minors behind) is mended by others. */
const RELEASE_RETRY_SECONDS = 1_800;

/** Whether its run may still start by itself. */
export function isOpen({ result: { outcome }, release }: StartRequest): boolean {
  return outcome === 'Starting' || outcome === 'Waiting' || (outcome === 'Failed' && release !== undefined);
}

/** Whether the minute's pass takes it up. */
export function isToBeTried(request: StartRequest, now: string): boolean {
  const { result, receivedAt } = request;
  if (result.outcome === 'Failed')
    return isOpen(request) && secondsBetween(result.at, now) >= RELEASE_RETRY_SECONDS;
  if (result.outcome === 'Starting') return secondsBetween(receivedAt, now) > LEFT_ALONE_SECONDS;
  return result.outcome === 'Waiting';
}

/** Whether a release that was refused is tried again when another event tells of it: a thousand clusters do. */
export function isWorthAnotherTry({ result }: StartRequest, now: string): boolean {
  return result.outcome === 'Failed' && secondsBetween(result.at, now) >= LEFT_ALONE_SECONDS;
}

const DAY_SECONDS = 86_400;

/** Whether nothing asks for it any more. The trigger's state itself remembers up to which due time it has asked. */
export function isForgotten({ result: { outcome }, receivedAt, dueAt }: StartRequest, now: string): boolean {
  if (outcome === 'Starting' || outcome === 'Waiting') return false;
  const days = dueAt === undefined ? REMEMBERED_DAYS : 1;
  return secondsBetween(receivedAt, now) > days * DAY_SECONDS;
}

/** What stands in a request until something has become of it. */
export function beingStarted(run: string, now: string): StartResult {
  return { at: now, outcome: 'Starting', message: `Run ${run} is being started.`, run };
}
