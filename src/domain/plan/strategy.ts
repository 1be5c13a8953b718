import { z } from 'zod';
import { gatesBody } from '../gate/gate.ts';
import type { Immutable } from '../immutable.ts';
import { name } from '../nameSchemas.ts';
import { calendarBody } from '../time/calendar.ts';
import { authorship, type NamedKind } from '../named/namedKind.ts';
import {
  MAX_GROUPS_PER_STAGE,
  MAX_STAGES,
  afterStageWaitSchema,
  groupLimits,
  rolloutPolicySchema,
  stageDefinitionSchema,
  stageLimits,
} from './updateSpec.ts';

const stage = z.strictObject({
  name,
  groups: z
    .array(z.strictObject({ name, ...groupLimits, ...gatesBody }))
    .min(1, 'must have at least one group')
    .max(MAX_GROUPS_PER_STAGE, `must have at most ${MAX_GROUPS_PER_STAGE} groups`),
  ...stageLimits,
  ...gatesBody,
  startWindows: calendarBody.exactOptional(),
  afterStageWaitInSeconds: afterStageWaitSchema.exactOptional(),
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

const strategyBody = z.strictObject({ stages, policy: rolloutPolicySchema.exactOptional() });

/** A named, reusable list of stages. It holds no versions. */
const strategySchema = z.object({
  name: z.string(),
  stages: z.array(stageDefinitionSchema),
  policy: rolloutPolicySchema.exactOptional(),
  /** The run with whose creation it was saved: that call may come again. Gone with the first change. */
  savedFor: z.string().exactOptional(),
  ...authorship,
});
export type Strategy = Immutable<z.infer<typeof strategySchema>>;
const strategyView = strategySchema.omit({ savedFor: true });
export type StrategyView = Immutable<z.infer<typeof strategyView>>;
/** What is put; who puts a strategy says nothing of `savedFor`. */
export type StrategyContent = Immutable<z.infer<typeof strategyBody>> & Pick<Strategy, 'savedFor'>;

export const strategyKind: NamedKind<Strategy, StrategyContent, StrategyView> = {
  noun: 'strategy',
  title: 'Strategy',
  path: 'strategies',
  stored: strategySchema,
  body: strategyBody,
  view: strategyView,
  roles: { read: 'Reader', put: 'Admin', delete: 'Admin' },
  summaries: {
    list: 'All strategies, by name',
    get: 'A strategy, with its ETag',
    put: 'Creates or replaces a strategy; If-Match and If-None-Match: * are honoured',
    delete: 'Deletes a strategy; runs made from it keep their copy',
  },
};
