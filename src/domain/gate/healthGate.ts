import { z } from 'zod';
import { healthCheckBody, healthCheckSchema } from '../health/healthCheck.ts';
import { name } from '../nameSchemas.ts';

const MOST_CHECKS = 10;
const MOST_TOLERATED = 1_000;
const DAY_SECONDS = 86_400;
/** A month of soaking is a stage of its own. */
const LONGEST_SECONDS = 31 * DAY_SECONDS;

const limit = z.int().min(0).max(MOST_TOLERATED).exactOptional();

/** How evaluations come to a decision: the measurements of Argo Rollouts' analysis, with a soak in place of a count. */
const rules = {
  initialDelayInSeconds: z.int().min(0).max(DAY_SECONDS, 'must be at most a day').exactOptional(),
  /** From one evaluation to the next; 60 where it is not said. */
  intervalInSeconds: z
    .int()
    .min(60, 'must be at least a minute: rounds are as far apart')
    .max(DAY_SECONDS, 'must be at most a day')
    .exactOptional(),
  /** For so long every evaluation must be Successful. */
  soakInSeconds: z.int().min(0).max(LONGEST_SECONDS, 'must be at most 31 days').exactOptional(),
  /** Evaluations that may fail, that may not tell, and that may have no answer one after another. */
  failureLimit: limit,
  inconclusiveLimit: limit,
  consecutiveErrorLimit: limit,
  timeoutInSeconds: z
    .int()
    .min(60, 'must be at least a minute')
    .max(LONGEST_SECONDS, 'must be at most 31 days'),
  /** `Hold`: where it would fail an Approver decides. */
  onFailure: z.enum(['Fail', 'Hold']).exactOptional(),
};

/** A gate that opens when the clusters that were updated are healthy, for as long as is asked. */
export const healthGateSchema = z.object({
  type: z.literal('Health'),
  name: z.string(),
  checks: z.array(healthCheckSchema),
  ...rules,
});

export const healthGateBody = z
  .strictObject({
    type: z.literal('Health'),
    name,
    checks: z.array(healthCheckBody).min(1, 'must have at least one check').max(MOST_CHECKS),
    ...rules,
  })
  .refine(({ initialDelayInSeconds = 0, timeoutInSeconds: most }) => initialDelayInSeconds < most, {
    path: ['initialDelayInSeconds'],
    message: 'must be less than timeoutInSeconds: the gate would have failed before it looks',
  })
  .refine(
    ({ initialDelayInSeconds = 0, soakInSeconds = 0, timeoutInSeconds }) =>
      // The soak begins with the first evaluation, which comes after the gate was reached.
      initialDelayInSeconds >= timeoutInSeconds || initialDelayInSeconds + soakInSeconds < timeoutInSeconds,
    {
      path: ['soakInSeconds'],
      message:
        'must be less than timeoutInSeconds, after initialDelayInSeconds too: the gate would have failed before it could complete',
    },
  );
