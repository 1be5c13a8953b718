import { z } from 'zod';
import { normaliseKubernetesVersion } from '../domain/fleet/kubernetesVersion.ts';
import { parseNodeImage } from '../domain/fleet/nodeImage.ts';
import { LEAVABLE_CODES, leaveOutSchema } from '../domain/plan/findings.ts';
import { name } from '../domain/nameSchemas.ts';
import type { RequestedUpdate } from '../domain/plan/requestedUpdate.ts';
import { stages } from '../domain/plan/strategy.ts';
import { rolloutPolicySchema } from '../domain/plan/updateSpec.ts';
import type { VersionsFrom } from '../domain/run/run.ts';

export const kubernetesVersion = z
  .string()
  .max(20)
  .regex(/^[vV]?\d+\.\d+(\.\d+)?$/, 'must be a version such as 1.33 or 1.33.2')
  .overwrite((version) => normaliseKubernetesVersion(version) ?? version);

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

export const NO_IMAGE_FOR_CONTROL_PLANE = {
  path: ['nodeImageSelection'],
  message: 'must be left out: ControlPlaneOnly updates no node image',
};
export function isForPools(update: {
  readonly upgrade: { readonly type: string };
  readonly nodeImageSelection?: { readonly type: string };
}): boolean {
  return (
    update.upgrade.type !== 'ControlPlaneOnly' || (update.nodeImageSelection?.type ?? 'Latest') === 'Latest'
  );
}

/** Who says the version, if not this: a delivery, a channel, or the run that versions are taken from. */
export const requestedUpdate = z
  .strictObject({
    upgrade: z.discriminatedUnion('type', [
      z.strictObject({
        type: z.enum(['Full', 'ControlPlaneOnly']),
        kubernetesVersion: kubernetesVersion.exactOptional(),
      }),
      z.strictObject({ type: z.literal('NodeImageOnly') }),
    ]),
    nodeImageSelection: nodeImageSelection.exactOptional(),
  })
  .refine(isForPools, NO_IMAGE_FOR_CONTROL_PLANE);

export const VERSION_NEEDED = {
  path: ['managedClusterUpdate', 'upgrade', 'kubernetesVersion'],
  message: 'is required unless versionsFrom names the run to take it from',
};

interface AskedVersions {
  readonly managedClusterUpdate: RequestedUpdate;
  readonly versionsFrom?: VersionsFrom;
}

/** The version is said in one place: by the update, or by the run that it is taken from. */
export function refuseVersionsTwice(asked: AskedVersions, context: z.RefinementCtx<AskedVersions>): void {
  const { upgrade } = asked.managedClusterUpdate;
  if (asked.versionsFrom) refuseVersionsBeside(asked, context);
  else if (upgrade.type !== 'NodeImageOnly' && upgrade.kubernetesVersion === undefined) {
    context.addIssue({ code: 'custom', ...VERSION_NEEDED });
  }
}

/** Where versions are taken from another run the update says none. */
export function refuseVersionsBeside(
  { managedClusterUpdate: { upgrade, nodeImageSelection }, versionsFrom }: AskedVersions,
  context: z.RefinementCtx<AskedVersions>,
): void {
  if (!versionsFrom) return;
  const version = upgrade.type === 'NodeImageOnly' ? undefined : upgrade.kubernetesVersion;
  if (version !== undefined) {
    const message = 'must be left out where versionsFrom is given: the version is that of the other run';
    context.addIssue({ code: 'custom', path: VERSION_NEEDED.path, message });
  }
  if (nodeImageSelection?.type === 'Custom') {
    const path = ['managedClusterUpdate', 'nodeImageSelection'];
    const message = 'must be left out where versionsFrom is given: the images are those of the other run';
    context.addIssue({ code: 'custom', path, message });
  }
}

/** They stand in the run's row. */
const MOST_MEMBERS = 200;

/** Refused with words that say where they belong. */
const noGates = z
  .never({ error: 'belongs to a stage or a group of `stages`; a run one by one has none, and no gates' })
  .exactOptional();

/** What a run is to do; the body of a plan has no name. */
const what = {
  strategy: name.exactOptional(),
  stages: stages.exactOptional(),
  policy: rolloutPolicySchema.exactOptional(),
  managedClusterUpdate: requestedUpdate,
  /** Takes over the Kubernetes version and the node images of a run that ended Completed. */
  versionsFrom: z.strictObject({ run: name }).exactOptional(),
  fleets: z.array(name).min(1, 'must name at least one fleet').max(50).exactOptional(),
  /** Codes of findings: members of which the plan finds this are passed over, and refuse the run no more. */
  leaveOut: leaveOutSchema.max(LEAVABLE_CODES.length).exactOptional(),
  /** Only these members; the others of its groups are passed over. */
  members: z
    .array(z.strictObject({ fleet: name, name }))
    .min(1, 'must name at least one member')
    .max(MOST_MEMBERS, `must name at most ${MOST_MEMBERS} members`)
    .exactOptional(),
  beforeGates: noGates,
  afterGates: noGates,
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
  .refine((body) => body.strategy === undefined || body.stages === undefined, notBoth)
  .superRefine(refuseVersionsTwice);
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
  .superRefine(refuseVersionsTwice)
  .refine((body) => body.saveStrategyAs === undefined || body.stages !== undefined, {
    path: ['saveStrategyAs'],
    message: 'needs stages: they are what is saved',
  });
export type RunBody = z.infer<typeof runBody>;

/** Nothing need be sent. `overrideFreezes` needs an Admin, and holds for this attempt. */
export const startBody = z.strictObject({ overrideFreezes: z.boolean().exactOptional() }).optional();

const reason = z.string().trim().min(1, 'must say why').max(500);

const target = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('Member'), name, fleet: name.exactOptional() }),
  z.strictObject({ type: z.enum(['Group', 'Stage', 'AfterStageWait']), name }),
  /** `name` is the gate's id. */
  z.strictObject({ type: z.literal('Gate'), name, reason }),
]);
export const skipBody = z.strictObject({
  targets: z.array(target).min(1, 'must have at least one target').max(1_000),
});
export type SkipBody = z.infer<typeof skipBody>;

/** Why an Admin gives a run up, for the audit trail. */
export const abandonBody = z.strictObject({ reason });
export type AbandonBody = z.infer<typeof abandonBody>;

/** `seen` of an earlier answer: groups unchanged since come without their members. */
export const runQuery = z.strictObject({ since: z.string().max(8_000).exactOptional() });

export const listQuery = z.strictObject({
  top: z.coerce.number().int().min(1).max(100).exactOptional(),
  continuation: z.string().max(1_000).exactOptional(),
});
