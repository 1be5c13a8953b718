import { isActive } from '../api/states.ts';
import type { Run, RunGroup, RunMember, RunStage } from '../api/types.ts';
import { gatesIn } from '../gates/gatesIn.ts';
import { counted } from '../parts/counted.ts';
import { isUnfinished } from './remaining.ts';

export interface FailedMember {
  readonly stage: RunStage;
  readonly group: RunGroup;
  readonly member: RunMember;
}

/** The members that failed, the first one first: it is what stopped the others. */
export function failedMembers(run: Pick<Run, 'stages'>): FailedMember[] {
  return run.stages
    .flatMap((stage) =>
      stage.groups.flatMap((group) => group.members.map((member) => ({ stage, group, member }))),
    )
    .filter(({ member }) => member.state === 'Failed')
    .toSorted((a, b) => endOf(a.member).localeCompare(endOf(b.member)));
}

const endOf = ({ completedTime = '9999' }: RunMember) => completedTime;

/** Errors of ours have a page of their own; what AKS and Fleet say is explained at its head. */
export const errorPage = (code: string | undefined) =>
  code === undefined ? '/docs/errors' : `/docs/errors#${code}`;

const LIST = new Intl.ListFormat('en-GB');

/** What a start would do now, in a line. */
export function startAgainText(run: Pick<Run, 'stages'>): string {
  const members = run.stages.flatMap(({ groups }) => groups.flatMap((group) => group.members));
  const again = members.filter(({ state }) => state === 'Failed' || state === 'Stopped').length;
  const rest = members.filter((member) => isUnfinished(member)).length - again;
  const failed = gatesIn(run).flatMap(({ state, name }) => (state === 'Failed' ? name : []));
  const parts = [
    ...(again > 0 ? [`tries ${counted(again, 'member')} again that failed or stopped`] : []),
    ...(failed.length > 0 ? [`decides afresh on gate ${failed.join(', ')}`] : []),
    ...(rest > 0 ? [`goes on with ${counted(rest, 'member')} not reached yet`] : []),
  ];
  const text = LIST.format(parts);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}. Versions stay as planned.`;
}

/** Whether the page has a failure to show first. */
export function hasFailure(run: Run): boolean {
  return run.state === 'Failed' || (isActive(run.state) && (run.counts['Failed'] ?? 0) > 0);
}
