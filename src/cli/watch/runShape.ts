import { z } from 'zod';

/** Why something goes no further, since when, and until when where that is known. */
const waiting = z
  .looseObject({ reason: z.string(), message: z.string(), until: z.string().optional() })
  .optional();
const gates = z.array(z.looseObject({ id: z.string(), name: z.string(), state: z.string() })).optional();
/** How many failed, and how many may; absent where none did, or no limit is set. */
const budget = { failureCount: z.number().optional(), maxAllowedFailures: z.number().optional() };
const place = {
  ...budget,
  name: z.string(),
  state: z.string(),
  message: z.string().optional(),
  waiting,
  beforeGates: gates,
  afterGates: gates,
};

/** As much of a run as is drawn of it; loose, so that a newer app may say more than this knows. */
export const runShape = z.looseObject({
  ...budget,
  name: z.string(),
  state: z.string(),
  message: z.string().optional(),
  waiting,
  counts: z.record(z.string(), z.number()).optional(),
  leftOutCount: z.number().optional(),
  estimate: z.looseObject({ endsAt: z.string().optional() }).optional(),
  seen: z.string().optional(),
  stages: z.array(
    z.looseObject({
      ...place,
      afterStageWait: z
        .looseObject({ durationInSeconds: z.number(), state: z.string(), startTime: z.string().optional() })
        .optional(),
      groups: z.array(
        z.looseObject({
          ...place,
          unchanged: z.literal(true).optional(),
          members: z.array(
            z.looseObject({
              fleet: z.string(),
              name: z.string(),
              state: z.string(),
              message: z.string().optional(),
              waiting,
              error: z.looseObject({ message: z.string() }).optional(),
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
export type Waiting = NonNullable<RunShape['waiting']>;
