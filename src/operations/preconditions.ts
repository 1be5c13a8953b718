import { FleetUpdatesError } from '../domain/errors.ts';
import type { Stored } from '../ports/stores.ts';

/** What a caller says about the state it expects. */
export interface Preconditions {
  readonly ifMatch?: string;
  /** `If-None-Match: *`: only if there is none yet. */
  readonly onlyIfAbsent?: boolean;
}

/** `what` is the resource as a message names it, for example `strategy standard`. */
export function checkPreconditions(
  what: string,
  before: Stored<unknown> | undefined,
  { ifMatch, onlyIfAbsent }: Preconditions,
): void {
  if (onlyIfAbsent && before)
    throw new FleetUpdatesError('PreconditionFailed', `There is a ${what} already.`);
  if (ifMatch === undefined || (ifMatch === '*' && before) || before?.eTag === ifMatch) return;
  throw changedMeanwhile(what);
}

export function changedMeanwhile(what: string): FleetUpdatesError {
  const detail = `The ${what} is not as you read it. Read it again and repeat your change.`;
  return new FleetUpdatesError('PreconditionFailed', detail);
}
