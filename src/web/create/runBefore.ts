import type { Run, RunGroup, StageDefinition } from '../api/types.ts';
import { gatesAgain } from '../gateForms/gatesAgain.ts';
import type { RolloutPolicy } from '../policy/limits.ts';
import { EMPTY_DRAFT, EMPTY_SCOPE, scopeOf, type RunDraft } from './runDraft.ts';
import { sameStages } from './stageList.ts';

export interface NamedStages {
  readonly name: string;
  readonly stages: readonly StageDefinition[];
  readonly policy?: RolloutPolicy;
}

const LONGEST_NAME = 50;

/** A name that no run has yet: `september-2` after `september`, `september-10` after `september-9`. */
export function nextName(name: string, taken: readonly string[]): string {
  const all = new Set(taken);
  const [, base = name, number = '1'] = /^(.*?)-(\d{1,4})$/.exec(name) ?? [];
  for (let next = Number(number) + 1; ; next += 1) {
    const ending = `-${next}`;
    const wanted = `${base.slice(0, LONGEST_NAME - ending.length)}${ending}`;
    if (!all.has(wanted)) return wanted;
  }
}

/**
 * A run to what an address says: a Kubernetes version, or `images`; with `members` for these only, each as
 * `fleet/name`. Empty where it says nothing.
 */
export function draftTo(to: string, members = ''): RunDraft {
  if (to === '') return EMPTY_DRAFT;
  const scope =
    to === 'images'
      ? { ...EMPTY_SCOPE, upgrade: 'NodeImageOnly' as const }
      : { ...EMPTY_SCOPE, kubernetesVersion: to };
  const only = members.split(',').flatMap((member) => {
    const [fleet, name] = member.split('/');
    return fleet === undefined || name === undefined ? [] : [{ fleet, name }];
  });
  return { ...EMPTY_DRAFT, scope, ...(only.length > 0 && { members: only }) };
}

/** One of many runs from a strategy: its stages, and a name that is free. */
export function draftFrom(strategy: NamedStages, taken: readonly string[]): RunDraft {
  return {
    ...EMPTY_DRAFT,
    name: nextName(`${strategy.name}-0`, taken),
    way: 'Stages',
    stages: strategy.stages,
    copied: strategy,
    ...(strategy.policy && { policy: strategy.policy }),
  };
}

/**
 * The same run once more, under a new name. It names its strategy only while that has the same stages still: what
 * is run again is what was run, not what the strategy has become.
 */
export function draftAgain(run: Run, strategies: readonly NamedStages[], taken: readonly string[]): RunDraft {
  const stages = run.stages.map((stage): StageDefinition => ({
    name: stage.name,
    groups: stage.groups.map((group) => ({ name: group.name, ...limitsOf(group), ...gatesAgain(group) })),
    ...limitsOf(stage),
    ...gatesAgain(stage),
    ...(stage.startWindows && { startWindows: stage.startWindows }),
    ...(stage.afterStageWait && { afterStageWaitInSeconds: stage.afterStageWait.durationInSeconds }),
  }));
  const strategy = strategies.find(({ name }) => name === run.strategy);
  return {
    ...EMPTY_DRAFT,
    name: nextName(run.name, taken),
    scope: scopeOf(run.managedClusterUpdate),
    fleets: run.fleets,
    leaveOut: run.leaveOut ?? [],
    ...(run.policy && { policy: run.policy }),
    ...(run.members && { members: run.members }),
    ...(!run.implicit && { way: 'Stages', stages }),
    ...(strategy && sameStages(strategy.stages, stages) && { copied: strategy }),
  };
}

/** A share of failures that may be is shown as the members that it was: so many may fail again. */
const limitsOf = ({ maxConcurrency, maxAllowedFailures }: Run['stages'][number] | RunGroup) => ({
  ...(maxConcurrency !== undefined && { maxConcurrency }),
  ...(maxAllowedFailures !== undefined && { maxAllowedFailures: String(maxAllowedFailures) }),
});
