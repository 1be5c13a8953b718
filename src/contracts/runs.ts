import { z } from 'zod';
import { normaliseKubernetesVersion } from '../domain/fleet/kubernetesVersion.ts';
import { parseNodeImage } from '../domain/fleet/nodeImage.ts';
import { LEAVABLE_CODES, leaveOutSchema } from '../domain/plan/findings.ts';
import { name } from '../domain/nameSchemas.ts';
import { stages } from '../domain/plan/strategy.ts';
import { rolloutPolicySchema } from '../domain/plan/updateSpec.ts';

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

const managedClusterUpdate = z
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
  policy: rolloutPolicySchema.exactOptional(),
  managedClusterUpdate,
  fleets: z.array(name).min(1, 'must name at least one fleet').max(50).exactOptional(),
  /** Codes of findings: members of which the plan finds this are passed over, and refuse the run no more. */
  leaveOut: leaveOutSchema.max(LEAVABLE_CODES.length).exactOptional(),
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
    overrideFreezes: z.boolean().exactOptional(),
  })
  .refine((body) => body.strategy === undefined || body.stages === undefined, notBoth);
export type PlanBody = z.infer<typeof planBody>;

export const runBody = z
  .strictObject({
    ...what,
    name,
    saveStrategyAs: name.exactOptional(),
    start: z.boolean().exactOptional(),
    /** `digest` of a plan that somebody was shown: the run is created, and started, only if it is that plan still. */
    planDigest: z
      .string()
      .regex(/^[0-9a-f]{12}$/, 'must be the digest of a plan')
      .exactOptional(),
    /** With `start`, and for an Admin: it starts in spite of freezes. */
    overrideFreezes: z.boolean().exactOptional(),
  })
  .refine((body) => body.strategy === undefined || body.stages === undefined, notBoth)
  .refine((body) => body.saveStrategyAs === undefined || body.stages !== undefined, {
    path: ['saveStrategyAs'],
    message: 'needs stages: they are what is saved',
  });
export type RunBody = z.infer<typeof runBody>;

/** Nothing need be sent. `overrideFreezes` needs an Admin, and holds for this attempt. */
export const startBody = z.strictObject({ overrideFreezes: z.boolean().exactOptional() }).optional();

const target = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('Member'), name, fleet: name.exactOptional() }),
  z.strictObject({ type: z.enum(['Group', 'Stage', 'AfterStageWait']), name }),
]);
export const skipBody = z.strictObject({
  targets: z.array(target).min(1, 'must have at least one target').max(1_000),
});
export type SkipBody = z.infer<typeof skipBody>;

/** Why an Admin gives a run up, for the audit trail. */
export const abandonBody = z.strictObject({ reason: z.string().trim().min(1, 'must say why').max(500) });
export type AbandonBody = z.infer<typeof abandonBody>;

/** `seen` of an earlier answer: groups unchanged since come without their members. */
export const runQuery = z.strictObject({ since: z.string().max(8_000).exactOptional() });

export const listQuery = z.strictObject({
  top: z.coerce.number().int().min(1).max(100).exactOptional(),
  continuation: z.string().max(1_000).exactOptional(),
});
