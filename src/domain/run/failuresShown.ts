import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import { budgetsAt, failuresOf } from './failureBudget.ts';
import type { GroupRow, Run } from './run.ts';

/** Of a run, a stage or a group: Fleet Manager's names for how many failed, and how many may. */
export const failuresShownFields = {
  /** Members that have failed in this attempt; absent for none. */
  failureCount: z.int().positive().exactOptional(),
  /** How many may fail: a share is resolved to members. Absent where no limit is set. */
  maxAllowedFailures: z.int().nonnegative().exactOptional(),
};

type FailuresShown = Immutable<z.infer<z.ZodObject<typeof failuresShownFields>>>;

/** `place` is the whole run where it names no stage, and a stage where it names no group. */
export function failuresShown(
  { run, groups }: { readonly run: Run; readonly groups: readonly GroupRow[] },
  attempt: number,
  place: { readonly stage?: number; readonly group?: number } = {},
): FailuresShown {
  const { stage, group } = place;
  const rows = groups.filter(
    (row) => (stage === undefined || row.stage === stage) && (group === undefined || row.group === group),
  );
  if (rows.length === 0) return {};
  const scope = stage === undefined ? 'run' : group === undefined ? 'stage' : 'group';
  const at = group === undefined ? { stage: stage ?? 0 } : { stage: stage ?? 0, group };
  const budget = budgetsAt(run, at, rows, attempt).find((each) => each.scope === scope);
  return withoutUndefined({
    failureCount: failuresOf(rows, attempt) || undefined,
    maxAllowedFailures: budget?.limit,
  });
}
