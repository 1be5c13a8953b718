import { z } from 'zod';
import type { SkipCommand, StopCommand } from '../../domain/run/commands.ts';
import { FINDING_CODES } from '../../domain/plan/findings.ts';
import type { Finding, FindingCode } from '../../domain/plan/findings.ts';
import type {
  Attempt,
  FrozenPlan,
  GroupRow,
  MemberRow,
  Run,
  RunEvent,
  RunListEntry,
  StageRow,
} from '../../domain/run/run.ts';
import { STATES } from '../../domain/run/states.ts';
import type {
  ManagedClusterUpdate,
  NodeImageSelection,
  StageDefinition,
  Strategy,
} from '../../domain/plan/updateSpec.ts';

// All objects are loose: while a release rolls out, an instance of the old one reads and writes back rows of the
// new one, and what it does not know must survive that.

const text = z.string();
const optionalText = text.exactOptional();
const count = z.int().nonnegative();
const state = z.enum(STATES);
const endedState = z.enum(['Stopped', 'Skipped', 'Failed', 'Completed']);
const counts = z.partialRecord(state, count);

const stageDefinition: z.ZodType<StageDefinition> = z.looseObject({
  name: text,
  groups: z.array(z.looseObject({ name: text })),
  afterStageWaitInSeconds: count.exactOptional(),
});

export const nodeImageSelection: z.ZodType<NodeImageSelection> = z.discriminatedUnion('type', [
  z.looseObject({ type: z.enum(['Latest', 'Consistent']) }),
  z.looseObject({
    type: z.literal('Custom'),
    customNodeImageVersions: z.array(z.looseObject({ version: text })),
  }),
]);

export const managedClusterUpdate: z.ZodType<ManagedClusterUpdate> = z.looseObject({
  upgrade: z.discriminatedUnion('type', [
    z.looseObject({ type: z.enum(['Full', 'ControlPlaneOnly']), kubernetesVersion: text }),
    z.looseObject({ type: z.literal('NodeImageOnly') }),
  ]),
  nodeImageSelection: nodeImageSelection.exactOptional(),
});

export const strategySchema: z.ZodType<Strategy> = z.looseObject({
  name: text,
  stages: z.array(stageDefinition),
  createdAt: text,
  createdBy: text,
  changedAt: text,
  changedBy: text,
});

export const runSchema: z.ZodType<Run> = z.looseObject({
  runId: text,
  name: text,
  createdAt: text,
  createdBy: text,
  cause: optionalText,
  awaitsVersion: z.boolean().exactOptional(),
  strategy: optionalText,
  implicit: z.boolean(),
  stages: z.array(stageDefinition),
  managedClusterUpdate,
  fleets: z.array(text),
});

export const listEntrySchema: z.ZodType<RunListEntry> = z.looseObject({
  runId: text,
  name: text,
  createdAt: text,
  createdBy: text,
  strategy: optionalText,
  managedClusterUpdate,
  fleets: z.array(text),
  attempt: count,
  state,
  counts,
  startTime: optionalText,
  completedTime: optionalText,
});

const errorDetail = z.looseObject({ code: text, message: text });
const lastError = z.looseObject({ code: text, message: text, since: text, count });

const isFindingCode = (code: string): code is FindingCode => code in FINDING_CODES;

const finding: z.ZodType<Finding> = z.looseObject({
  severity: z.enum(['error', 'warning']),
  code: text.refine(isFindingCode),
  message: text,
  stage: optionalText,
  group: optionalText,
  members: z.array(text).exactOptional(),
  count: count.exactOptional(),
});

export const attemptSchema: z.ZodType<Attempt> = z.looseObject({
  runId: text,
  number: count,
  generation: count,
  startedAt: text,
  startedBy: text,
  planDigest: optionalText,
  endedAt: optionalText,
  state: endedState.exactOptional(),
  message: optionalText,
  error: errorDetail.exactOptional(),
  findings: z.array(finding).exactOptional(),
  waitingFor: optionalText,
  waitingSince: optionalText,
  lastError: lastError.exactOptional(),
  lostSince: optionalText,
});

export const frozenPlanSchema: z.ZodType<FrozenPlan> = z.looseObject({
  planId: text,
  frozenAt: text,
  asOf: z.record(text, text),
  lock: z.looseObject({ kubernetesVersion: optionalText, nodeImageVersions: z.array(text).exactOptional() }),
  warnings: z.array(finding),
  groupCounts: z.array(count),
});

export const stageSchema: z.ZodType<StageRow> = z.looseObject({
  stage: count,
  name: text,
  attempt: count,
  state,
  message: optionalText,
  startTime: optionalText,
  completedTime: optionalText,
  wait: z
    .looseObject({
      durationInSeconds: count,
      state,
      startTime: optionalText,
      completedTime: optionalText,
    })
    .exactOptional(),
});

const fleetRun = z.looseObject({
  fleet: text,
  name: text,
  startedAt: optionalText,
  result: z.enum([...endedState.options, 'Gone', 'Withdrawn', 'Foreign']).exactOptional(),
  deleted: z.boolean().exactOptional(),
});

export const groupSchema: z.ZodType<GroupRow> = z.looseObject({
  stage: count,
  group: count,
  name: text,
  attempt: count,
  version: count,
  state,
  message: optionalText,
  startTime: optionalText,
  completedTime: optionalText,
  counts,
  finished: z.boolean(),
  fleetRuns: z.array(fleetRun),
  locked: z.boolean(),
  waitingFor: optionalText,
  waitingSince: optionalText,
  error: errorDetail.exactOptional(),
  movedAt: optionalText,
  lastError: lastError.exactOptional(),
});

const memberVersions = z.looseObject({
  kubernetesVersion: optionalText,
  nodePools: z.array(z.looseObject({ name: text, nodeImageVersion: optionalText })),
});

export const memberSchema: z.ZodType<MemberRow> = z.looseObject({
  fleet: text,
  name: text,
  clusterResourceId: text,
  from: memberVersions,
  to: memberVersions,
  update: z.boolean(),
  index: count,
  state,
  message: optionalText,
  startTime: optionalText,
  completedTime: optionalText,
  error: errorDetail.exactOptional(),
  operationId: optionalText,
  skipCameTooLate: z.boolean().exactOptional(),
});

export const eventSchema: z.ZodType<RunEvent> = z.looseObject({
  time: text,
  type: text,
  actor: optionalText,
  message: text,
  attempt: count.exactOptional(),
  stage: optionalText,
  group: optionalText,
  fleet: optionalText,
  member: optionalText,
  from: optionalText,
  to: optionalText,
});

export const stopSchema: z.ZodType<StopCommand> = z.looseObject({
  attempt: count,
  reason: z.enum(['User', 'Failure', 'StoppedElsewhere']),
  by: text,
  at: text,
  message: text,
  error: errorDetail.exactOptional(),
});

export const skipSchema: z.ZodType<SkipCommand> = z.looseObject({
  target: z.discriminatedUnion('type', [
    z.looseObject({ type: z.literal('Member'), name: text, fleet: optionalText }),
    z.looseObject({ type: z.enum(['Group', 'Stage', 'AfterStageWait']), name: text }),
  ]),
  by: text,
  at: text,
});
