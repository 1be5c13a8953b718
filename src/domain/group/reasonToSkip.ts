import { skipsMember, type SkipCommand } from '../run/commands.ts';
import { SKIPPED_BY_REQUEST } from '../plan/planView.ts';
import type { MemberRow } from '../run/run.ts';

/** Why a member that is not begun is not to be, in words; undefined where it is. */
export function reasonToSkip(
  skips: readonly SkipCommand[],
  place: { readonly stage: string; readonly group: string },
  { fleet, name, leftOut, update }: MemberRow,
): string | undefined {
  if (skipsMember(skips, { ...place, fleet, member: name })) return SKIPPED_BY_REQUEST;
  if (leftOut) return leftOut.message;
  return update ? undefined : 'When the plan was made it had everything that the run would change.';
}
