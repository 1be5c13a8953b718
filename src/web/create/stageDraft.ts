import type { StageDefinition } from '../api/types.ts';
import { missingTimes, type Calendar } from '../forms/calendar.ts';
import { gatesDraft, NO_GATES, withGates, type GatesDraft } from '../gateForms/gateDraft.ts';
import { problemsOfGates } from '../gateForms/gateProblems.ts';
import { areLimits, limitsOf, withLimits, type Limits } from '../policy/limits.ts';
import { joinWait, splitWait, type Wait } from './stageList.ts';

/** A stage while it is filled in. */
export interface StageDraft {
  readonly name: string;
  readonly groups: readonly string[];
  readonly wait: Wait;
  readonly limits: Limits;
  /** Without dates and hours there are none: its members start at any time. */
  readonly windows: Calendar;
  /** By group; one that was removed and comes again has its limits still. */
  readonly ofGroups: Readonly<Record<string, Limits>>;
  readonly gates: GatesDraft;
  /** By group, as its limits. */
  readonly gatesOfGroups: Readonly<Record<string, GatesDraft>>;
}

export function stageDraft(stage: StageDefinition | undefined): StageDraft {
  const groups = stage?.groups ?? [];
  return {
    name: stage?.name ?? '',
    groups: groups.map(({ name }) => name),
    wait: splitWait(stage?.afterStageWaitInSeconds ?? 0),
    limits: limitsOf(stage ?? {}),
    windows: stage?.startWindows ?? { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone },
    ofGroups: Object.fromEntries(groups.map((group) => [group.name, limitsOf(group)])),
    gates: gatesDraft(stage ?? {}),
    gatesOfGroups: Object.fromEntries(groups.map((group) => [group.name, gatesDraft(group)])),
  };
}

/** The stage that is filled in. What the dialog has no field for stays as it was before. */
export function stageOf(draft: StageDraft, before: StageDefinition | undefined): StageDefinition {
  const { name, groups, wait, limits, windows, ofGroups, gates, gatesOfGroups } = draft;
  const {
    afterStageWaitInSeconds: waited = 0,
    startWindows: _windows,
    ...rest
  } = withLimits(before ?? { name, groups: [] }, limits);
  // Seconds beyond whole minutes, for which there is no field, stay while the wait does.
  const isSameWait = joinWait(splitWait(waited)) === joinWait(wait);
  const seconds = isSameWait ? waited : joinWait(wait);
  return {
    ...withGates(rest, gates),
    name,
    groups: groups.map((group) => {
      const known = before?.groups.find((each) => each.name === group) ?? { name: group };
      return withGates(withLimits(known, ofGroups[group] ?? {}), gatesOfGroups[group] ?? NO_GATES);
    }),
    ...(hasWindows(windows) && { startWindows: windows }),
    ...(seconds > 0 && { afterStageWaitInSeconds: seconds }),
  };
}

export const haveLimits = ({ limits, groups, ofGroups }: StageDraft) =>
  areLimits(limits) && groups.every((group) => areLimits(ofGroups[group] ?? {}));

const hasWindows = ({ dates = [], hours = [] }: Calendar) => dates.length + hours.length > 0;

/** Nothing is wrong with the hours in which its members may start. */
export const haveWindows = ({ windows }: StageDraft) =>
  !hasWindows(windows) || missingTimes(windows) === undefined;

/** The first gate with which something is wrong, in words; undefined where there is none. */
export function wrongGate({ gates, groups, gatesOfGroups }: StageDraft): string | undefined {
  const places = [
    { of: '', ...gates },
    ...groups.map((group) => ({ of: ` of group ${group}`, ...(gatesOfGroups[group] ?? NO_GATES) })),
  ];
  return places
    .flatMap(({ of, before, after }) =>
      [before, after].flatMap((list) => {
        const problems = problemsOfGates(list);
        return list.flatMap(({ gate }, index) =>
          [...(problems[index] ?? [])].map(([, problem]) => `Gate ${gate.name}${of}: ${problem}`),
        );
      }),
    )
    .at(0);
}
