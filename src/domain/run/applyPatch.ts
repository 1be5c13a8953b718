import { z } from 'zod';
import { rolloutPolicySchema, stageDefinitionSchema, type StageDefinition } from '../plan/updateSpec.ts';
import type { PolicyPatch } from './policyPatch.ts';
import type { Run } from './run.ts';

/** One field that a patch gives another value. */
export interface PolicyChange {
  /** Absent for the run's own. */
  readonly stage?: string;
  readonly group?: string;
  readonly field: string;
  /** Undefined is the default. */
  readonly from: unknown;
  readonly to: unknown;
}

type Fields = Readonly<Record<string, unknown>>;
type Limited = Pick<Run, 'stages' | 'policy'>;

// What a later release says of a stage stays, though this one does not know it.
const looseStage = z.looseObject({
  ...stageDefinitionSchema.shape,
  groups: z.array(z.looseObject(stageDefinitionSchema.shape.groups.element.shape)),
});

/** Stages and policy of a run with the patch in them. */
export function patched({ stages, policy = {} }: Limited, patch: PolicyPatch): Required<Limited> {
  const { stages: ofStages = {}, ...own } = patch;
  return {
    policy: rolloutPolicySchema.parse(merged(policy, own)),
    stages: stages.map((stage) => patchedStage(stage, ofStages[stage.name])),
  };
}

type StagePatch = NonNullable<PolicyPatch['stages']>[string];

function patchedStage(stage: StageDefinition, patch: StagePatch | undefined): StageDefinition {
  if (!patch) return stage;
  const { groups = {}, ...own } = patch;
  const changed = stage.groups.map((group) => merged(group, groups[group.name] ?? {}));
  return looseStage.parse({ ...merged(stage, own), groups: changed });
}

/** Of one level, null taking a field away. */
function merged(before: object, patch: object): Fields {
  const fields = Object.entries({ ...before, ...patch });
  return Object.fromEntries(fields.filter(([, value]) => value !== null && value !== undefined));
}

/** What the patch changes of the run. A value that is there already is no change. */
export function changesOf({ stages, policy = {} }: Limited, patch: PolicyPatch): PolicyChange[] {
  const { stages: ofStages = {}, ...own } = patch;
  return [
    ...fieldsChanged(policy, own),
    ...stages.flatMap((stage) => {
      const { groups: ofGroups = {}, ...ofStage } = ofStages[stage.name] ?? {};
      const inGroups = stage.groups.flatMap((group) =>
        fieldsChanged(group, ofGroups[group.name] ?? {}).map((change) => ({
          ...change,
          stage: stage.name,
          group: group.name,
        })),
      );
      const atStage = fieldsChanged(stage, ofStage).map((change) => ({ ...change, stage: stage.name }));
      return [...atStage, ...inGroups];
    }),
  ];
}

function fieldsChanged(before: object, patch: object): PolicyChange[] {
  const known = new Map<string, unknown>(Object.entries(before));
  return [...new Map<string, unknown>(Object.entries(patch))].flatMap(([field, value]) => {
    const from = known.get(field);
    const to = value ?? undefined;
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ field, from, to }];
  });
}

export function pointerOf({ stage, group, field }: Omit<PolicyChange, 'from' | 'to'>): string {
  const ofGroup = group === undefined ? '' : `/groups/${group}`;
  return `${stage === undefined ? '' : `/stages/${stage}${ofGroup}`}/${field}`;
}

/** `stage prod: maxConcurrency 5 -> 2`. */
export function wordsOfChange({ stage, group, field, from, to }: PolicyChange): string {
  const inStage = stage === undefined ? '' : `stage ${stage}: `;
  const scope = group === undefined ? inStage : `group ${group}: `;
  return `${scope}${field} ${wordsOf(from)} -> ${wordsOf(to)}`;
}

function wordsOf(value: unknown): string {
  if (value === undefined) return 'default';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
