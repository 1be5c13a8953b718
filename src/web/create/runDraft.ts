import type { ManagedClusterUpdate, Plan, PlanBody, RunBody, StageDefinition } from '../api/types.ts';
import { nodeImageCheck, versionCheck } from '../forms/problems.ts';
import { nameProblem } from '../parts/nameProblem.ts';
import { isPolicy, type RolloutPolicy } from '../policy/limits.ts';
import { sameStages } from './stageList.ts';

/** What a run does to clusters, as the form has it. */
export interface Scope {
  readonly upgrade: 'Full' | 'ControlPlaneOnly' | 'NodeImageOnly';
  readonly kubernetesVersion: string;
  readonly images: 'Latest' | 'Consistent' | 'Custom';
  /** With `Custom`: the node images by their full names, one for each family. */
  readonly customImages: readonly string[];
}

export type LeavableCode = NonNullable<PlanBody['leaveOut']>[number];

/** A run while it is filled in. */
export interface RunDraft {
  readonly name: string;
  readonly way: 'OneByOne' | 'Stages';
  readonly scope: Scope;
  /** The run whose versions are taken over; empty for those of the scope. */
  readonly versionsFrom: string;
  readonly stages: readonly StageDefinition[];
  /** The strategy that the stages were copied from, as it was. */
  readonly copied?: {
    readonly name: string;
    readonly stages: readonly StageDefinition[];
    readonly policy?: RolloutPolicy;
  };
  /** Empty: the stages are not saved. */
  readonly saveAs: string;
  /** Empty: all fleets. */
  readonly fleets: readonly string[];
  /** The limits of the whole run. */
  readonly policy?: RolloutPolicy;
  /** Only these; absent for all of its groups. */
  readonly members?: NonNullable<PlanBody['members']>;
  /** Findings whose members the run passes over. */
  readonly leaveOut: readonly LeavableCode[];
}

export const EMPTY_SCOPE: Scope = {
  upgrade: 'Full',
  kubernetesVersion: '',
  images: 'Latest',
  customImages: [],
};
export const EMPTY_DRAFT: RunDraft = {
  name: '',
  way: 'OneByOne',
  scope: EMPTY_SCOPE,
  versionsFrom: '',
  stages: [],
  saveAs: '',
  fleets: [],
  leaveOut: [],
};

/** The draft with other limits of the whole run, or with none. */
export function withPolicy(draft: RunDraft, policy: RolloutPolicy | undefined): RunDraft {
  const { policy: _before, ...rest } = draft;
  return policy ? { ...rest, policy } : rest;
}

/** The draft for all members of its groups. */
export function forAllMembers({ members: _some, ...rest }: RunDraft): RunDraft {
  return rest;
}

/** The draft with a strategy's stages and limits in the place of its own. */
export const withStrategy = (draft: RunDraft, strategy: NonNullable<RunDraft['copied']>): RunDraft =>
  withPolicy({ ...draft, stages: strategy.stages, copied: strategy }, strategy.policy);

/** What the form has, right or not: what is wrong with it stands at its fields. */
export function roughUpdateOf(scope: Scope): ManagedClusterUpdate {
  const { upgrade, kubernetesVersion, images, customImages } = scope;
  const nodeImageSelection =
    images === 'Custom'
      ? { type: images, customNodeImageVersions: customImages.map((version) => ({ version })) }
      : { type: images };
  if (upgrade === 'NodeImageOnly') return { upgrade: { type: upgrade }, nodeImageSelection };
  if (upgrade === 'ControlPlaneOnly') return { upgrade: { type: upgrade, kubernetesVersion } };
  return { upgrade: { type: upgrade, kubernetesVersion }, nodeImageSelection };
}

/** The update when another run says the versions. Left out, its images are taken too, or the latest where it updated none. */
export function openUpdateOf(scope: Scope): PlanBody['managedClusterUpdate'] {
  const { upgrade, nodeImageSelection } = roughUpdateOf(scope);
  return {
    upgrade: upgrade.type === 'NodeImageOnly' ? upgrade : { type: upgrade.type },
    ...(nodeImageSelection && scope.images !== 'Latest' && { nodeImageSelection }),
  };
}

/** Undefined while a version is missing that is needed. */
function updateOf(scope: Scope): ManagedClusterUpdate | undefined {
  const { upgrade, kubernetesVersion, images, customImages } = scope;
  if (upgrade !== 'NodeImageOnly' && versionCheck(kubernetesVersion) !== undefined) return undefined;
  const isUnnamed = customImages.length === 0 || customImages.some((image) => nodeImageCheck(image));
  if (upgrade !== 'ControlPlaneOnly' && images === 'Custom' && isUnnamed) return undefined;
  return roughUpdateOf(scope);
}

export function scopeOf(update: ManagedClusterUpdate): Scope {
  const selection = update.nodeImageSelection ?? { type: 'Latest' };
  const kubernetesVersion = 'kubernetesVersion' in update.upgrade ? update.upgrade.kubernetesVersion : '';
  const customImages =
    selection.type === 'Custom' ? selection.customNodeImageVersions.map(({ version }) => version) : [];
  return { upgrade: update.upgrade.type, kubernetesVersion, images: selection.type, customImages };
}

/** What to ask the plan for; undefined while the form is not far enough. */
export function planBodyOf(draft: RunDraft): PlanBody | undefined {
  const { versionsFrom } = draft;
  const managedClusterUpdate = versionsFrom === '' ? updateOf(draft.scope) : openUpdateOf(draft.scope);
  if (!managedClusterUpdate || (draft.way === 'Stages' && draft.stages.length === 0)) return undefined;
  if (draft.policy && !isPolicy(draft.policy)) return undefined;
  return {
    managedClusterUpdate,
    ...(versionsFrom !== '' && { versionsFrom: { run: versionsFrom } }),
    ...(draft.fleets.length > 0 && { fleets: [...draft.fleets] }),
    ...(draft.leaveOut.length > 0 && { leaveOut: [...draft.leaveOut] }),
    ...(draft.policy && { policy: draft.policy }),
    ...(draft.members && { members: draft.members }),
    ...(draft.way === 'Stages' && { stages: [...draft.stages] }),
  };
}

/** What is sent to create it; undefined while something is missing. A copied strategy that holds as it is, is named. */
export function runBodyOf(draft: RunDraft): RunBody | undefined {
  const { name, saveAs, copied } = draft;
  const body = planBodyOf(draft);
  if (!body || name === '' || nameProblem(name) !== undefined || nameProblem(saveAs) !== undefined)
    return undefined;
  const { stages, ...rest } = body;
  if (!stages) return { name, ...rest };
  if (saveAs !== '') return { name, ...rest, stages, saveStrategyAs: saveAs };
  if (copied && sameStages(copied.stages, stages) && keepsLimits(copied, rest))
    return { name, ...rest, strategy: copied.name };
  return { name, ...rest, stages };
}

type WithPolicy = Pick<PlanBody, 'policy'>;

/** What a run says of its limits stands before its strategy's; what it does not say, the strategy does. */
const keepsLimits = ({ policy: copied = {} }: WithPolicy, { policy = {} }: WithPolicy) =>
  Object.keys(copied).every((limit) => Object.hasOwn(policy, limit));

/** Versions to offer: those in use, and the minor after the newest. */
export function offeredVersions(inUse: readonly string[]): string[] {
  const sorted = inUse.toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  const [major, minor] = sorted[0]?.split('.').map(Number) ?? [];
  return major === undefined || minor === undefined ? sorted : [`${major}.${minor + 1}`, ...sorted];
}

export function countMembers(plan: Plan): { readonly all: number; readonly toUpdate: number } {
  const members = plan.stages.flatMap(({ groups }) => groups.flatMap((group) => group.members));
  return { all: members.length, toUpdate: members.filter(({ update }) => update).length };
}
