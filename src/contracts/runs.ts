import { z } from 'zod';
import { normaliseKubernetesVersion } from '../domain/fleet/kubernetesVersion.ts';
import { parseNodeImage } from '../domain/fleet/nodeImage.ts';
import { STATES } from '../domain/run/states.ts';
import { name } from './names.ts';
import { stages } from './strategies.ts';

export const kubernetesVersion = z
  .string()
  .max(20)
  .regex(/^[vV]?\d+\.\d+(\.\d+)?$/, 'must be a version such as 1.33 or 1.33.2')
  .overwrite((version) => normaliseKubernetesVersion(version) ?? version);

const upgrade = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(['Full', 'ControlPlaneOnly']), kubernetesVersion }),
  z.strictObject({ type: z.literal('NodeImageOnly') }),
]);

const customImages = z
  .array(z.strictObject({ version: z.string().max(120) }))
  .min(1, 'must have at least one node image')
  .max(50)
  .superRefine((images, context) => {
    const families = new Set<string>();
    images.forEach(({ version }, index) => {
      const family = parseNodeImage(version)?.family;
      const path = [index, 'version'];
      if (family === undefined) {
        context.addIssue({
          code: 'custom',
          path,
          message: 'must be a node image such as AKSUbuntu-2204gen2containerd-202508.06.0',
        });
      } else if (families.has(family)) {
        context.addIssue({ code: 'custom', path, message: `is a second image of family ${family}` });
      } else families.add(family);
    });
  });

export const nodeImageSelection = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(['Latest', 'Consistent']) }),
  z.strictObject({ type: z.literal('Custom'), customNodeImageVersions: customImages }),
]);

export const managedClusterUpdate = z
  .strictObject({ upgrade, nodeImageSelection: nodeImageSelection.exactOptional() })
  .refine(
    (update) =>
      update.upgrade.type !== 'ControlPlaneOnly' ||
      (update.nodeImageSelection?.type ?? 'Latest') === 'Latest',
    { path: ['nodeImageSelection'], message: 'must be left out: ControlPlaneOnly updates no node image' },
  );

/** What a run is to do; the body of a plan has no name. */
const what = {
  strategy: name.exactOptional(),
  stages: stages.exactOptional(),
  managedClusterUpdate,
  fleets: z.array(name).min(1, 'must name at least one fleet').max(50).exactOptional(),
};

const notBoth = {
  path: ['stages'],
  message: 'must be left out where strategy is given: a run has either, or neither (One by one)',
};

export const planBody = z
  .strictObject({
    ...what,
    name: name.exactOptional(),
    saveStrategyAs: name.exactOptional(),
    start: z.boolean().exactOptional(),
  })
  .refine((body) => body.strategy === undefined || body.stages === undefined, notBoth);
export type PlanBody = z.infer<typeof planBody>;

export const runBody = z
  .strictObject({ ...what, name, saveStrategyAs: name.exactOptional(), start: z.boolean().exactOptional() })
  .refine((body) => body.strategy === undefined || body.stages === undefined, notBoth)
  .refine((body) => body.saveStrategyAs === undefined || body.stages !== undefined, {
    path: ['saveStrategyAs'],
    message: 'needs stages: they are what is saved',
  });
export type RunBody = z.infer<typeof runBody>;

const target = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('Member'), name, fleet: name.exactOptional() }),
  z.strictObject({ type: z.enum(['Group', 'Stage', 'AfterStageWait']), name }),
]);
export const skipBody = z.strictObject({
  targets: z.array(target).min(1, 'must have at least one target').max(1_000),
});
export type SkipBody = z.infer<typeof skipBody>;

/** `seen` of an earlier answer: groups unchanged since come without their members. */
export const runQuery = z.strictObject({ since: z.string().max(8_000).exactOptional() });

export const listQuery = z.strictObject({
  top: z.coerce.number().int().min(1).max(100).exactOptional(),
  continuation: z.string().max(1_000).exactOptional(),
});

const state = z.enum(STATES);
const text = z.string();
const optional = text.exactOptional();
const times = { startTime: optional, completedTime: optional };
const errorDetail = z.object({ code: text, message: text });
const lastError = z.object({ code: text, message: text, since: text, count: z.int() });
const versions = z.object({
  kubernetesVersion: optional,
  nodePools: z.array(z.object({ name: text, nodeImageVersion: optional })),
});
export const findingView = z.object({
  severity: z.enum(['error', 'warning']),
  code: text,
  message: text,
  stage: optional,
  group: optional,
  members: z.array(text).exactOptional(),
  count: z.int().exactOptional(),
});

const memberView = z.object({
  ...{ fleet: text, name: text, clusterResourceId: text, state, message: optional, ...times },
  ...{ error: errorDetail.exactOptional(), operationId: optional, from: versions, to: versions },
});
const groupView = z.object({
  ...{ name: text, state, message: optional, ...times, waitingSince: optional },
  ...{ lastError: lastError.exactOptional(), members: z.array(memberView) },
  unchanged: z.literal(true).exactOptional(),
});
const stageView = z.object({
  ...{ name: text, state, message: optional, ...times, groups: z.array(groupView) },
  afterStageWait: z.object({ durationInSeconds: z.int(), state, ...times }).exactOptional(),
});
const counts = z.partialRecord(state, z.int());

export const runView = z.object({
  ...{ name: text, state, message: optional, attempt: z.int(), createdAt: text, createdBy: text, ...times },
  cause: optional,
  ...{ strategy: optional, implicit: z.boolean(), fleets: z.array(text), managedClusterUpdate },
  selectedNodeImageVersions: z.array(z.object({ version: text })),
  counts,
  ...{ error: errorDetail.exactOptional(), lastError: lastError.exactOptional(), waitingSince: optional },
  findings: z.array(findingView),
  /** To be handed back as `since`. */
  seen: optional,
  stages: z.array(stageView),
});

export const runListItem = z.object({
  ...{ name: text, state, attempt: z.int(), createdAt: text, createdBy: text, ...times, strategy: optional },
  ...{ managedClusterUpdate, fleets: z.array(text), counts },
});

export const planView = z.object({
  stages: z.array(
    z.object({
      name: text,
      afterStageWaitInSeconds: z.int().exactOptional(),
      groups: z.array(
        z.object({
          name: text,
          members: z.array(
            z.object({
              ...{ fleet: text, name: text, clusterResourceId: text, from: versions, to: versions },
              update: z.boolean(),
            }),
          ),
        }),
      ),
    }),
  ),
  lock: z.object({ kubernetesVersion: optional, nodeImageVersions: z.array(text).exactOptional() }),
  findings: z.array(findingView),
  asOf: z.record(text, text),
});

export const eventView = z.object({
  ...{ time: text, type: text, message: text, actor: optional, attempt: z.int().exactOptional() },
  ...{ stage: optional, group: optional, fleet: optional, member: optional, from: optional, to: optional },
});
