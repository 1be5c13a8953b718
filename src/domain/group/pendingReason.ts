import { withoutUndefined } from '../withoutUndefined.ts';
import type { Obstacle, WaitingReason } from '../run/waiting.ts';
import type { FleetRunMember } from './fleetRun.ts';

const CLOSED_WINDOW = /maintenance window/i;
const OPENS = /next opens (?:at )?(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z)/i;
const NOT_IN_REGION = /not (?:yet )?available in (?:the )?region/i;

/** Why Fleet Manager keeps a member Pending. It says it in words only, so what they do not tell is shown as they are. */
export function pendingReason(member: Pick<FleetRunMember, 'message' | 'error'> | undefined): Obstacle {
  const { message, error } = member ?? {};
  const words = error?.message ?? message ?? 'Fleet Manager keeps it Pending and gives no reason.';
  const reason = reasonOf(error?.code ?? '', words);
  const opens = reason === 'MaintenanceWindow' ? OPENS.exec(words)?.[1] : undefined;
  return withoutUndefined({
    reason,
    message: words,
    until: opens === undefined ? undefined : new Date(opens).toISOString(),
  });
}

function reasonOf(code: string, words: string): WaitingReason {
  if (code.endsWith('VersionNotAvailable') || NOT_IN_REGION.test(words)) return 'VersionNotInRegion';
  return CLOSED_WINDOW.test(words) ? 'MaintenanceWindow' : 'FleetManager';
}
