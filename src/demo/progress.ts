import { styleText } from 'node:util';
import type { RunShape } from './runShape.ts';

type Stage = RunShape['stages'][number];
type Member = Stage['groups'][number]['members'][number];
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

/** A run as a tree with bars, for a terminal. `now` is what the system's clock shows, ms since the epoch. */
export function drawRun(run: RunShape, now: number, upgradeSeconds: number): string {
  const lines = [`${mark(run.state)} run ${styleText('bold', run.name)}  ${run.state}`];
  for (const stage of run.stages) {
    lines.push(`  ${mark(stage.state)} stage ${styleText('bold', stage.name)}  ${stage.state}`);
    for (const group of stage.groups) {
      lines.push(`    ${mark(group.state)} group ${group.name}  ${group.state}  ${group.message ?? ''}`);
      for (const member of group.members) lines.push(`      ${memberLine(member, now, upgradeSeconds)}`);
    }
    const wait = waitLine(stage, now);
    if (wait) lines.push(`    ${wait}`);
  }
  return lines.join('\n');
}

function memberLine(member: Member, now: number, upgradeSeconds: number): string {
  const versions = `${member.from.kubernetesVersion ?? '?'} → ${member.to.kubernetesVersion ?? '?'}`;
  const share = shareDone(member.state, member.startTime, now, upgradeSeconds);
  return `${mark(member.state)} ${member.name.padEnd(12)} ${bar(share)} ${member.state.padEnd(10)} ${versions}`;
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
