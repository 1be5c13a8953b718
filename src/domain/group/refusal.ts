import type { ErrorDetail, LastError } from '../run/run.ts';
import type { Patch } from './change.ts';
import type { Act, GroupObservation } from './observation.ts';

/**
 * What an act that Azure refused means. A failed precondition means that something moved: the next round reads
 * again. A Fleet run that may not be created at all is final: its members stay untouched. Everything else is
 * shown on the group and tried again.
 */
export function afterRefusal(
  o: GroupObservation,
  act: Act,
  refused: ErrorDetail & { readonly status: number },
): Patch | undefined {
  if (refused.status === 412 || (act.do === 'createFleetRun' && refused.status === 409)) return undefined;
  if (act.do !== 'createFleetRun') return failedRound(o, refused);
  const message = `Fleet Manager refused the Fleet run of group ${o.group.name} in fleet ${act.fleet}: ${refused.code}: ${refused.message}`;
  return { group: { error: { code: 'FleetRunRefused', message } } };
}

/** A round without news: counted, with the time since when. It moves nothing, so the pace slows down. */
export function failedRound(o: GroupObservation, { code, message }: ErrorDetail): Patch {
  return {
    group: {
      lastError: nextLastError(o.group.lastError, { code, message }, o.now),
      movedAt: o.group.movedAt,
    },
  };
}

export function nextLastError(before: LastError | undefined, error: ErrorDetail, now: string): LastError {
  return {
    code: error.code,
    message: error.message,
    since: before?.since ?? now,
    count: (before?.count ?? 0) + 1,
  };
}
