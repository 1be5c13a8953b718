import { z } from 'zod';

/** As much of a member as the demo shows; the API's own contract has the rest. */
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
