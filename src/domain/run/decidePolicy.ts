import type { FieldError } from '../errors.ts';
import { changesOf, patched, pointerOf, wordsOfChange, type PolicyChange } from './applyPatch.ts';
import { isGroupDone, isStageDone } from './done.ts';
import type { PolicyPatch } from './policyPatch.ts';
import type { GroupRow, Run, RunEvent, RunPolicy, StageRow } from './run.ts';
import { isDone } from './states.ts';

export interface PolicyObservation {
  readonly run: Run;
  /** Both empty before the plan is frozen. */
  readonly stages: readonly StageRow[];
  readonly groups: readonly GroupRow[];
}

export type PolicyDecision =
  | { readonly do: 'nothing' }
  /** The run has no stage or group of that name. */
  | { readonly do: 'unknown'; readonly errors: readonly FieldError[] }
  /** It is about what is behind. */
  | { readonly do: 'refuse'; readonly errors: readonly FieldError[] }
  | { readonly do: 'write'; readonly policy: RunPolicy; readonly event: RunEvent };

/** What becomes of a patch of a run's policy: all of it, or nothing. */
export function decidePolicy(
  observed: PolicyObservation,
  patch: PolicyPatch,
  { actor, now }: { readonly actor: string; readonly now: string },
): PolicyDecision {
  const { run } = observed;
  const unknown = unknownIn(run, patch);
  if (unknown.length > 0) return { do: 'unknown', errors: unknown };
  const changes = changesOf(run, patch);
  if (changes.length === 0) return { do: 'nothing' };
  const errors = changes.flatMap((change) => {
    const detail = behind(observed, change);
    return detail === undefined ? [] : [{ pointer: pointerOf(change), detail }];
  });
  if (errors.length > 0) return { do: 'refuse', errors };
  const number = (run.policyChange?.number ?? 0) + 1;
  return {
    do: 'write',
    policy: { ...patched(run, patch), policyChange: { number, at: now, by: actor } },
    event: {
      time: now,
      type: 'PolicyChanged',
      actor,
      message: `The policy was changed: ${changes.map(wordsOfChange).join('; ')}.`,
    },
  };
}

function unknownIn({ name, stages }: Run, patch: PolicyPatch): FieldError[] {
  return Object.entries(patch.stages ?? {}).flatMap(([stageName, { groups = {} }]) => {
    const stage = stages.find((each) => each.name === stageName);
    const pointer = `/stages/${stageName}`;
    if (!stage) return [{ pointer, detail: `Run ${name} has no stage ${stageName}.` }];
    return Object.keys(groups)
      .filter((group) => stage.groups.every((each) => each.name !== group))
      .map((group) => ({
        pointer: `${pointer}/groups/${group}`,
        detail: `Stage ${stageName} has no group ${group}.`,
      }));
  });
}

/** Why it is too late for the change: no attempt comes to that place again. */
function behind(
  { stages, groups }: PolicyObservation,
  { stage: stageName, group: groupName, field }: PolicyChange,
): string | undefined {
  const stage = stages.find(({ name }) => name === stageName);
  if (!stage) return undefined;
  if (isStageDone(stage, groups)) return tooLate(`Stage ${stage.name}`, stage.state);
  if (field === 'afterStageWaitInSeconds' && stage.wait && isDone(stage.wait.state))
    return tooLate(`The wait after stage ${stage.name}`, stage.wait.state);
  const group = groups.find((row) => row.stage === stage.stage && row.name === groupName);
  return group && isGroupDone(group) ? tooLate(`Group ${group.name}`, group.state) : undefined;
}

const tooLate = (what: string, state: string) =>
  `${what} is ${state}: what is behind the run cannot be changed.`;
