import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { name, objectId } from '../nameSchemas.ts';
import { healthGateBody, healthGateSchema } from './healthGate.ts';
import { scheduledStartBody, scheduledStartSchema } from './scheduledStart.ts';

// Gates hold a stage or a group before it begins or after its members are updated. Names of fields and states are those
// of Fleet Manager's gates where it has them.

/** Of one list. Fleet Manager allows fewer still: it is a bound on what a round evaluates. */
const MOST_GATES = 10;
const MOST_APPROVERS = 50;
/** A year: beyond it an expiry is a mistake. */
const LONGEST_EXPIRY_SECONDS = 366 * 86_400;

export const approvalSchema = z.object({
  type: z.literal('Approval'),
  name: z.string(),
  /** What whoever decides is to look at. */
  instructions: z.string().exactOptional(),
  /** How many people must approve; 1 where it is not said. */
  minimumApprovals: z.int().positive().exactOptional(),
  /** Object ids of users and groups: only they decide. Without them everybody with the role Approver does. */
  approvers: z.array(z.string()).exactOptional(),
  /** Whoever created or started the run, or owns its trigger, may approve too. */
  requesterMayApprove: z.boolean().exactOptional(),
  /** From when the gate is reached; one that is not decided by then has Failed. */
  expiresInSeconds: z.int().positive().exactOptional(),
});

export type ApprovalGate = Immutable<z.infer<typeof approvalSchema>>;

const approvalBody = z
  .strictObject({
    type: z.literal('Approval'),
    name,
    instructions: z.string().trim().min(1).max(2_000).exactOptional(),
    minimumApprovals: z.int().min(1, 'must be at least one approval').max(MOST_APPROVERS).exactOptional(),
    approvers: z
      .array(objectId)
      .min(1, 'must name at least one approver, or be left out: then the role Approver decides')
      .max(MOST_APPROVERS)
      .refine((ids) => new Set(ids).size === ids.length, 'must name each approver once')
      .exactOptional(),
    requesterMayApprove: z.boolean().exactOptional(),
    expiresInSeconds: z
      .int()
      .min(60, 'must be at least a minute: rounds are as far apart')
      .max(LONGEST_EXPIRY_SECONDS, 'must be at most a year')
      .exactOptional(),
  })
  .refine(
    ({ minimumApprovals = 1, approvers = [] }) =>
      approvers.length === 0 || minimumApprovals <= approvers.length,
    { path: ['minimumApprovals'], message: 'must be at most the number of approvers that are named' },
  );

/** As a strategy and a run keep it. */
const gateSchema = z.discriminatedUnion('type', [approvalSchema, healthGateSchema, scheduledStartSchema]);

export type Gate = Immutable<z.infer<typeof gateSchema>>;
const afterGateSchema = z.discriminatedUnion('type', [approvalSchema, healthGateSchema]);

/** Gates that a stage or a group may have, as they are kept. */
export const storedGates = {
  /** Nothing of it starts before all of them are through. */
  beforeGates: z.array(gateSchema).exactOptional(),
  /** It does not end before all of them are through; the wait after a stage is served meanwhile. */
  afterGates: z.array(afterGateSchema).exactOptional(),
};

const MOST = `must have at most ${MOST_GATES} gates`;
const before = z.discriminatedUnion('type', [approvalBody, healthGateBody, scheduledStartBody], {
  error: 'must be Approval, Health or ScheduledStart',
});
const after = z.discriminatedUnion('type', [approvalBody, healthGateBody], {
  error: 'must be Approval or Health; a ScheduledStart is possible before a stage or group only',
});

/** The same as they are put. */
export const gatesBody = {
  beforeGates: z.array(before).max(MOST_GATES, MOST).superRefine(refuseWhatCannotBe).exactOptional(),
  afterGates: z.array(after).max(MOST_GATES, MOST).superRefine(refuseWhatCannotBe).exactOptional(),
};

function refuseWhatCannotBe(
  gates: readonly { readonly type: string; readonly name: string }[],
  context: z.RefinementCtx,
): void {
  const names = gates.map((gate) => gate.name);
  gates.forEach(({ name: each }, index) => {
    const issue = (field: string, message: string) => {
      context.addIssue({ code: 'custom', path: [index, field], message });
    };
    if (names.indexOf(each) !== index) issue('name', 'is the name of an earlier gate of the list too');
  });
}
