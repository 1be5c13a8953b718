import { stripVTControlCharacters, styleText } from 'node:util';
import { plainText } from '../show/plainText.ts';
import { countsText } from './countsText.ts';
import type { RunShape } from './runShape.ts';
import { waitText } from './waitText.ts';

type Stage = RunShape['stages'][number];
type Group = Stage['groups'][number];
type Member = Group['members'][number];
type Style = Parameters<typeof styleText>[0];

const MARKS: Readonly<Record<string, { readonly mark: string; readonly style: Style }>> = {
  NotStarted: { mark: '·', style: 'gray' },
  Pending: { mark: '…', style: 'yellow' },
  Running: { mark: '▶', style: 'cyan' },
  Stopping: { mark: '◼', style: 'yellow' },
  Stopped: { mark: '◼', style: 'yellow' },
  Skipped: { mark: '↷', style: 'gray' },
  Failed: { mark: '✗', style: 'red' },
  Completed: { mark: '✓', style: 'green' },
};
const BAR_WIDTH = 24;
/** What a member takes, where nobody knows better: a bar moves by it. */
const USUAL_SECONDS = 840;

/** Of a terminal, in characters. */
interface Space {
  readonly rows: number;
  readonly columns: number;
}

/** Which members of a group are drawn; the others are counted. */
type Fold = (group: Group) => readonly Member[];

const GOING_ON = ['Pending', 'Running', 'Stopping'];
const isGoingOn = ({ state }: { readonly state: string }) => GOING_ON.includes(state);
const ofGroupsThatGoOn: Fold = (group) => (isGoingOn(group) ? group.members : []);

/** From all to a few: the first that leaves room for the whole tree is taken, else none is drawn. */
const FOLDS: readonly Fold[] = [
  ({ members }) => members,
  ofGroupsThatGoOn,
  (group) => ofGroupsThatGoOn(group).filter((member) => isGoingOn(member) || member.state === 'Failed'),
  (group) => ofGroupsThatGoOn(group).filter(isGoingOn),
];

/**
 * A run as a tree with bars, for a terminal, with as many members as there is room for. `now` is what the system's clock
 * shows, ms since the epoch.
 */
export function drawRun(run: RunShape, now: number, space?: Space): string {
  const fits = (lines: readonly string[]) =>
    space === undefined || heightOf(lines, space.columns) < space.rows;
  for (const fold of FOLDS) {
    const lines = linesOf(run, now, fold);
    if (fits(lines)) return lines.join('\n');
  }
  return linesOf(run, now, () => []).join('\n');
}

function heightOf(lines: readonly string[], columns: number): number {
  const lengths = lines.map((line) => stripVTControlCharacters(line).length);
  return lengths.reduce((rows, length) => rows + Math.max(1, Math.ceil(length / columns)), 0);
}

function linesOf(run: RunShape, now: number, fold: Fold): string[] {
  const lines = [`${mark(run.state)} run ${styleText('bold', run.name)}  ${stateOf(run, run.message)}`];
  for (const stage of run.stages) {
    lines.push(
      `  ${mark(stage.state)} stage ${styleText('bold', stage.name)}  ${stateOf(stage, stage.message)}`,
    );
    lines.push(...gateLines(stage.beforeGates, '    '));
    for (const group of stage.groups) lines.push(...groupLines(group, now, fold));
    lines.push(...gateLines(stage.afterGates, '    '));
    const wait = waitLine(stage, now);
    if (wait) lines.push(`    ${wait}`);
  }
  const endsAt = run.estimate?.endsAt;
  if (endsAt !== undefined) lines.push(`ends about ${endsAt}`);
  return lines;
}

function groupLines(group: Group, now: number, fold: Fold): string[] {
  const shown = new Set(fold(group));
  const counted = countsText(group.members.flatMap((each) => (shown.has(each) ? [] : [each.state])));
  return [
    `    ${mark(group.state)} group ${group.name}  ${stateOf(group, group.message)}`,
    ...gateLines(group.beforeGates, '      '),
    ...[...shown].map((member) => `      ${memberLine(member, now)}`),
    ...(counted === '' ? [] : [`      ${counted}`]),
    ...gateLines(group.afterGates, '      '),
  ];
}

function gateLines(gates: Stage['beforeGates'], indent: string): string[] {
  return (gates ?? []).map(({ name, state }) => `${indent}${mark(state)} gate ${name}  ${state}`);
}

/** What is waited for says more than what was done last. */
function stateOf(
  of: Pick<RunShape, 'state' | 'waiting' | 'failureCount' | 'maxAllowedFailures'>,
  message: string | undefined,
): string {
  const says = of.waiting ? waitText(of.waiting) : plainText(message ?? '');
  return [of.state, budgetText(of), says].filter((part) => part !== '').join('  ');
}

/** `1 of 2 failures allowed`; nothing where no limit is set. */
export function budgetText({
  failureCount = 0,
  maxAllowedFailures,
}: Pick<RunShape, 'failureCount' | 'maxAllowedFailures'>): string {
  return maxAllowedFailures === undefined ? '' : `${failureCount} of ${maxAllowedFailures} failures allowed`;
}

function memberLine(member: Member, now: number): string {
  const versions = `${member.from.kubernetesVersion ?? '?'} → ${member.to.kubernetesVersion ?? '?'}`;
  const share = shareDone(member.state, member.startTime, now, USUAL_SECONDS);
  const line = `${mark(member.state)} ${member.name.padEnd(12)} ${bar(share)} ${member.state.padEnd(10)} ${versions}`;
  return member.waiting ? `${line}  ${waitText(member.waiting)}` : line;
}

function waitLine({ afterStageWait: wait }: Stage, now: number): string | undefined {
  if (!wait) return undefined;
  const share = shareDone(wait.state, wait.startTime, now, wait.durationInSeconds);
  return `${mark(wait.state)} ${`wait ${wait.durationInSeconds} s`.padEnd(14)} ${bar(share)} ${wait.state}`;
}

/** How far something is; what runs is shown by the time it usually takes. */
function shareDone(state: string, startTime: string | undefined, now: number, seconds: number): number {
  if (state === 'Completed' || state === 'Skipped') return 1;
  if (startTime === undefined || state === 'NotStarted') return 0;
  return Math.min(0.97, Math.max(0, (now - Date.parse(startTime)) / 1000 / seconds));
}

function bar(share: number): string {
  const full = Math.round(share * BAR_WIDTH);
  return styleText('green', '█'.repeat(full)) + styleText('gray', '░'.repeat(BAR_WIDTH - full));
}

function mark(state: string): string {
  const { mark: sign, style } = MARKS[state] ?? { mark: '?', style: 'red' };
  return styleText(style, sign);
}
