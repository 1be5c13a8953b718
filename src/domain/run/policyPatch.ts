import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { name } from '../nameSchemas.ts';
import { calendarBody } from '../time/calendar.ts';
import {
  afterStageWaitSchema,
  groupLimits,
  maxAllowedFailuresSchema,
  maxConcurrencySchema,
  rolloutPolicySchema,
  stageDefinitionSchema,
  stageLimits,
  type RolloutPolicy,
} from '../plan/updateSpec.ts';

/** Null takes it away: then the default holds. */
const changed = <T extends z.ZodType>(schema: T) => schema.nullable().exactOptional();

const ofRun = {
  maxConcurrency: changed(maxConcurrencySchema),
  maxAllowedFailures: changed(maxAllowedFailuresSchema),
  retries: changed(rolloutPolicySchema.shape.retries.unwrap()),
  budgetMode: changed(rolloutPolicySchema.shape.budgetMode.unwrap()),
  onStoppedCluster: changed(rolloutPolicySchema.shape.onStoppedCluster.unwrap()),
  busyClusterWaitInSeconds: changed(rolloutPolicySchema.shape.busyClusterWaitInSeconds.unwrap()),
} satisfies Record<keyof RolloutPolicy, z.ZodType>;

const ofGroup = {
  maxConcurrency: changed(maxConcurrencySchema),
  maxAllowedFailures: changed(maxAllowedFailuresSchema),
} satisfies Record<keyof typeof groupLimits, z.ZodType>;

const ofStage = {
  maxConcurrency: changed(maxConcurrencySchema),
  maxAllowedFailures: changed(maxAllowedFailuresSchema),
  startWindows: changed(calendarBody),
  afterStageWaitInSeconds: changed(afterStageWaitSchema),
} satisfies Record<keyof typeof stageLimits | 'startWindows' | 'afterStageWaitInSeconds', z.ZodType>;

/** A JSON merge patch (RFC 7396) of the policy of a run, its stages and groups by their names. */
export const policyPatchSchema = z.strictObject({
  ...ofRun,
  stages: z
    .record(
      name,
      z.strictObject({ ...ofStage, groups: z.record(name, z.strictObject(ofGroup)).exactOptional() }),
    )
    .exactOptional(),
});
export type PolicyPatch = Immutable<z.infer<typeof policyPatchSchema>>;

const groupPolicySchema = z.object(groupLimits);
const stagePolicySchema = z.object({
  ...stageLimits,
  startWindows: stageDefinitionSchema.shape.startWindows,
  afterStageWaitInSeconds: afterStageWaitSchema.exactOptional(),
});

/** The policy of a run as it holds now: what a patch changes. */
export const policyViewSchema = z.object({
  ...rolloutPolicySchema.shape,
  stages: z.record(z.string(), stagePolicySchema.extend({ groups: z.record(z.string(), groupPolicySchema) })),
});
export type PolicyView = Immutable<z.infer<typeof policyViewSchema>>;

/** Of a run's stages and policy, by their names. */
export function policyView({
  stages,
  policy,
}: {
  readonly stages: readonly {
    readonly name: string;
    readonly groups: readonly { readonly name: string }[];
  }[];
  readonly policy?: RolloutPolicy;
}): PolicyView {
  const byName = stages.map((stage) => {
    const groups = stage.groups.map((group) => [group.name, groupPolicySchema.parse(group)] as const);
    const own = { ...stagePolicySchema.parse(stage), groups: Object.fromEntries(groups) };
    return [stage.name, own] as const;
  });
  return { ...policy, stages: Object.fromEntries(byName) };
}
