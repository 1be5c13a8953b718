import type { ManagedClusterUpdate, Plan, PlanBody, RunBody, StageDefinition } from '../api/types.ts';
import { nameProblem } from '../parts/nameProblem.ts';
import { sameStages } from './stageList.ts';

/** What a run does to clusters, as the form has it. */
export interface Scope {
  readonly upgrade: 'Full' | 'ControlPlaneOnly' | 'NodeImageOnly';
  readonly kubernetesVersion: string;
  readonly images: 'Latest' | 'Consistent';
}

/** A run while it is filled in. */
export interface RunDraft {
  readonly name: string;
  readonly way: 'OneByOne' | 'Stages';
  readonly scope: Scope;
  readonly stages: readonly StageDefinition[];
  /** The strategy that the stages were copied from, as it was. */
  readonly copied?: { readonly name: string; readonly stages: readonly StageDefinition[] };
  /** Empty: the stages are not saved. */
  readonly saveAs: string;
  /** Empty: all fleets. */
  readonly fleets: readonly string[];
}

export const EMPTY_SCOPE: Scope = { upgrade: 'Full', kubernetesVersion: '', images: 'Latest' };
export const EMPTY_DRAFT: RunDraft = {
  ...{ name: '', way: 'OneByOne', scope: EMPTY_SCOPE, stages: [], saveAs: '', fleets: [] },
};

const VERSION = /^v?\d+\.\d+(\.\d+)?$/i;

/** Undefined while a version is missing that is needed. */
export function updateOf({ upgrade, kubernetesVersion, images }: Scope): ManagedClusterUpdate | undefined {
  const nodeImageSelection = { type: images };
  if (upgrade === 'NodeImageOnly') return { upgrade: { type: upgrade }, nodeImageSelection };
  if (!VERSION.test(kubernetesVersion)) return undefined;
  if (upgrade === 'ControlPlaneOnly') return { upgrade: { type: upgrade, kubernetesVersion } };
  return { upgrade: { type: upgrade, kubernetesVersion }, nodeImageSelection };
}

export function scopeOf(update: ManagedClusterUpdate): Scope {
  const images = update.nodeImageSelection?.type === 'Consistent' ? 'Consistent' : 'Latest';
  const kubernetesVersion = 'kubernetesVersion' in update.upgrade ? update.upgrade.kubernetesVersion : '';
  return { upgrade: update.upgrade.type, kubernetesVersion, images };
}

/** What to ask the plan for; undefined while the form is not far enough. */
export function planBodyOf(draft: RunDraft): PlanBody | undefined {
  const managedClusterUpdate = updateOf(draft.scope);
  if (!managedClusterUpdate || (draft.way === 'Stages' && draft.stages.length === 0)) return undefined;
  return {
    managedClusterUpdate,
    ...(draft.fleets.length > 0 && { fleets: [...draft.fleets] }),
    ...(draft.way === 'Stages' && { stages: [...draft.stages] }),
  };
}

/** What is sent to create it; undefined while something is missing. A copied strategy that was not changed is named. */
export function runBodyOf(draft: RunDraft): RunBody | undefined {
  const { name, saveAs, copied } = draft;
  const body = planBodyOf(draft);
  if (!body || name === '' || nameProblem(name) !== undefined || nameProblem(saveAs) !== undefined)
    return undefined;
  const { stages, ...rest } = body;
  if (!stages) return { name, ...rest };
  if (saveAs !== '') return { name, ...rest, stages, saveStrategyAs: saveAs };
  if (copied && sameStages(copied.stages, stages)) return { name, ...rest, strategy: copied.name };
  return { name, ...rest, stages };
}

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
