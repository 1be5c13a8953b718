import { z } from 'zod';

/** As much of a run as the demo shows; the API's own contract has the rest. */
export const runShape = z.looseObject({
  name: z.string(),
  state: z.string(),
  message: z.string().optional(),
  stages: z.array(
    z.looseObject({
      name: z.string(),
      state: z.string(),
      afterStageWait: z
        .looseObject({ durationInSeconds: z.number(), state: z.string(), startTime: z.string().optional() })
        .optional(),
      groups: z.array(
        z.looseObject({
          name: z.string(),
          state: z.string(),
          message: z.string().optional(),
          members: z.array(
            z.looseObject({
              fleet: z.string(),
              name: z.string(),
              state: z.string(),
              message: z.string().optional(),
              startTime: z.string().optional(),
              from: z.looseObject({ kubernetesVersion: z.string().optional() }),
              to: z.looseObject({
                kubernetesVersion: z.string().optional(),
                nodePools: z.array(
                  z.looseObject({ name: z.string(), nodeImageVersion: z.string().optional() }),
                ),
              }),
            }),
          ),
        }),
      ),
    }),
  ),
});
export type RunShape = z.infer<typeof runShape>;

export const memberListShape = z.looseObject({
  value: z.array(
    z.looseObject({
      fleet: z.string(),
      name: z.string(),
      location: z.string().optional(),
      kubernetesVersion: z.string().optional(),
      nodePools: z
        .array(z.looseObject({ name: z.string(), nodeImageVersion: z.string().optional() }))
        .optional(),
    }),
  ),
});
export type MemberShape = z.infer<typeof memberListShape>['value'][number];
