import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { findingSchema } from '../plan/findings.ts';
import type { StageDefinition } from '../plan/updateSpec.ts';
import type { GatePlace, Timing } from './gateRow.ts';

/** What whoever decides is to know of what comes next. */
export const readinessSchema = z.object({
  /** Of the plan, made afresh. */
  findings: z.array(findingSchema),
  /** What freezes hold now, in words. */
  freezes: z.array(z.string()),
  /** Per fleet, when the members were read. */
  asOf: z.record(z.string(), z.string()),
});
export type Readiness = Immutable<z.infer<typeof readinessSchema>>;

/** What goes on when the gate opens: its stage or group, or what follows it. */
export function stagesBehind(
  stages: readonly StageDefinition[],
  { stage, group, timing }: GatePlace & { readonly timing: Timing },
): StageDefinition[] {
  const index = stages.findIndex(({ name }) => name === stage);
  if (timing === 'After') return stages.slice(index + 1, index + 2);
  return stages
    .slice(index, index + 1)
    .map((each) =>
      group === undefined ? each : { ...each, groups: each.groups.filter(({ name }) => name === group) },
    );
}
