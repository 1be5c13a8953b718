import type { GateDefinition } from '../api/types.ts';
import { countCheck, nameCheck, needed, timeCheck, zoneCheck } from '../forms/problems.ts';
import { GATE_DEFAULTS } from '../gates/gateDefaults.ts';
import { durationText } from '../parts/timeText.ts';
import { checkProblems, type HealthGate, type Problems, type Said } from './checkProblems.ts';
import type { GateDraft } from './gateDraft.ts';

export type ApprovalGate = Extract<GateDefinition, { type: 'Approval' }>;
export type ScheduledStartGate = Extract<GateDefinition, { type: 'ScheduledStart' }>;

export const MOST_GATES = 10;
export const MOST_CHECKS = 10;
export const MOST_APPROVERS = 50;
export const MOST_TOLERATED = 1_000;
const LONGEST_INSTRUCTIONS = 2_000;
const MINUTE = 60;
const DAY = 86_400;

/** What is wrong with each gate of a list; an empty map where nothing is. */
export function problemsOfGates(gates: readonly GateDraft[]): readonly Problems[] {
  const names = gates.map(({ gate }) => gate.name);
  return gates.map(({ gate, typed = '' }, index) => {
    const twice = names.indexOf(gate.name) === index ? undefined : 'An earlier gate of the list has it';
    const open = typed === '' ? undefined : 'Add who is typed here, or empty the field';
    return mapOf([['/name', twice], ['/approvers', open], ...gateProblems(gate)]);
  });
}

/** Of several at one field the first counts. */
const mapOf = (said: readonly Said[]): Problems =>
  new Map(
    said
      .flatMap(([pointer, problem]): [string, string][] =>
        problem === undefined ? [] : [[pointer, problem]],
      )
      .toReversed(),
  );

/** What the app would refuse of a gate, as far as a page can tell. */
function gateProblems(gate: GateDefinition): readonly Said[] {
  const named: Said = ['/name', needed(nameCheck)(gate.name)];
  switch (gate.type) {
    case 'Approval':
      return [named, ...ofApproval(gate)];
    case 'Health':
      return [named, ...ofHealth(gate), ...ofChecks(gate)];
    case 'ScheduledStart':
      return [named, ...ofScheduledStart(gate)];
  }
}

function ofApproval(gate: ApprovalGate): readonly Said[] {
  const {
    instructions,
    minimumApprovals = GATE_DEFAULTS.minimumApprovals,
    approvers,
    expiresInSeconds,
  } = gate;
  const isAbove = approvers !== undefined && approvers.length > 0 && minimumApprovals > approvers.length;
  return [
    ['/instructions', instructions === undefined ? undefined : instructionsProblem(instructions)],
    [
      '/minimumApprovals',
      countCheck(1, MOST_APPROVERS)(String(minimumApprovals)) ??
        (isAbove ? 'More than the approvers that are named' : undefined),
    ],
    ['/approvers', approvers === undefined ? undefined : approversProblem(approvers)],
    [
      '/expiresInSeconds',
      expiresInSeconds === undefined ? undefined : secondsProblem(expiresInSeconds, MINUTE, 366 * DAY),
    ],
  ];
}

function instructionsProblem(instructions: string): string | undefined {
  const { length } = instructions.trim();
  if (length === 0) return 'Say something, or leave it empty';
  return length > LONGEST_INSTRUCTIONS ? `At most ${LONGEST_INSTRUCTIONS} characters` : undefined;
}

export const approverCheck = (id: string): string | undefined =>
  /^[A-Za-z0-9-]{1,64}$/.test(id) ? undefined : 'An object ID, not a name or an address';

function approversProblem(approvers: readonly string[]): string | undefined {
  if (approvers.length === 0) return 'Needs at least one';
  if (approvers.length > MOST_APPROVERS) return `At most ${MOST_APPROVERS}`;
  return approvers.map(approverCheck).find((problem) => problem !== undefined);
}

function ofHealth(gate: HealthGate): readonly Said[] {
  const { timeoutInSeconds: most } = gate;
  const {
    initialDelayInSeconds: delay,
    intervalInSeconds,
    soakInSeconds: soak,
  } = { ...GATE_DEFAULTS, ...gate };
  const { failureLimit, inconclusiveLimit, consecutiveErrorLimit } = { ...GATE_DEFAULTS, ...gate };
  const tolerated = countCheck(0, MOST_TOLERATED);
  const isLate = delay >= most;
  return [
    [
      '/initialDelayInSeconds',
      secondsProblem(delay, 0, DAY) ?? (isLate ? 'Less than the time-out' : undefined),
    ],
    ['/intervalInSeconds', secondsProblem(intervalInSeconds, MINUTE, DAY)],
    [
      '/soakInSeconds',
      secondsProblem(soak, 0, 31 * DAY) ??
        (!isLate && delay + soak >= most ? 'With the delay it must be less than the time-out' : undefined),
    ],
    ['/timeoutInSeconds', secondsProblem(most, MINUTE, 31 * DAY)],
    ['/failureLimit', tolerated(String(failureLimit))],
    ['/inconclusiveLimit', tolerated(String(inconclusiveLimit))],
    ['/consecutiveErrorLimit', tolerated(String(consecutiveErrorLimit))],
  ];
}

function ofChecks({ checks }: HealthGate): readonly Said[] {
  const count = checks.length > MOST_CHECKS ? `At most ${MOST_CHECKS}` : undefined;
  return [
    ['/checks', checks.length === 0 ? 'Needs at least one check' : count],
    ...checks.flatMap((check, index) =>
      checkProblems(check).map(([pointer, problem]): Said => [`/checks/${index}${pointer}`, problem]),
    ),
  ];
}

function secondsProblem(seconds: number, least: number, most: number): string | undefined {
  if (!Number.isInteger(seconds)) return 'A whole number';
  if (seconds < least) return `At least ${durationText(least * 1_000)}`;
  return seconds > most ? `At most ${durationText(most * 1_000)}` : undefined;
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

function ofScheduledStart({ notBefore }: ScheduledStartGate): readonly Said[] {
  if (typeof notBefore === 'string') {
    return [['/notBefore', isMoment(notBefore) ? undefined : 'A day and a time']];
  }
  return [
    ['/notBefore/time', timeCheck(notBefore.time)],
    ['/notBefore/timeZone', needed(zoneCheck)(notBefore.timeZone)],
  ];
}

/** With a day that there is: the browser takes 30 February for one in March. */
function isMoment(text: string): boolean {
  const day = text.slice(0, 10);
  const begin = new Date(day);
  return MOMENT.test(text) && !Number.isNaN(begin.getTime()) && begin.toISOString().startsWith(day);
}
