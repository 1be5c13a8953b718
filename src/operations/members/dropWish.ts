import { withoutWish, type MemberNow } from '../../domain/fleet/assignments.ts';
import type { Assignment } from '../../domain/fleet/inventory.ts';
import type { Stored } from '../../ports/stored.ts';
import type { Written } from '../../ports/written.ts';
import type { App } from '../../ports/app.ts';

/** Drops a wish whose cluster is not the member's any more, with its reason in the audit log. */
export async function dropWish(
  { assignments }: Pick<App, 'assignments'>,
  stored: Stored<Assignment>,
  member: MemberNow | undefined,
  at: string,
): Promise<Written> {
  const { left, dropped } = withoutWish(stored.value, member, at);
  return await assignments.replace({ value: left, eTag: stored.eTag }, dropped);
}
