import { z } from 'zod';
import { MAX_GROUPS_PER_STAGE, MAX_STAGES } from '../domain/plan/updateSpec.ts';
import { name } from './names.ts';

const LONGEST_WAIT_SECONDS = 2 ** 31 - 1;

const stage = z.strictObject({
  name,
  groups: z
    .array(z.strictObject({ name }))
    .min(1, 'must have at least one group')
    .max(MAX_GROUPS_PER_STAGE, `must have at most ${MAX_GROUPS_PER_STAGE} groups`),
  /** Seconds, an int32 in Fleet Manager; 0 is no wait. */
  afterStageWaitInSeconds: z.int().min(0).max(LONGEST_WAIT_SECONDS).exactOptional(),
});

/** Stages in their order. Fleet Manager wants stage and group names unique over the whole list. */
export const stages = z
  .array(stage)
  .min(1, 'must have at least one stage')
  .max(MAX_STAGES, `must have at most ${MAX_STAGES} stages`)
  .superRefine((all, context) => {
    const stageNames = new Set<string>();
    const groupNames = new Set<string>();
    all.forEach((each, index) => {
      if (stageNames.has(each.name)) {
        context.addIssue({
          code: 'custom',
          path: [index, 'name'],
          message: `is the name of an earlier stage too`,
        });
      }
      stageNames.add(each.name);
      each.groups.forEach((group, position) => {
        if (groupNames.has(group.name)) {
          const path = [index, 'groups', position, 'name'];
          context.addIssue({
            code: 'custom',
            path,
            message: 'is in an earlier place too: a group updates once',
          });
        }
        groupNames.add(group.name);
      });
    });
  });

export const strategyBody = z.strictObject({ stages });
export type StrategyBody = z.infer<typeof strategyBody>;

export const strategyView = z.object({
  name,
  stages: z.array(stage),
  createdAt: z.string(),
  createdBy: z.string(),
  changedAt: z.string(),
  changedBy: z.string(),
});
