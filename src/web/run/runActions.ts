import type { Run, RunGroup, RunMember, RunStage, RunState, SkipTarget } from '../api/types.ts';

type Allowing = Pick<Run, 'allowed'>;

/** The viewer is an Operator on all fleets of the run; of what state it is in the other permissions tell. */
export const isTheirs = ({
  allowed: { start },
}: {
  readonly allowed: Pick<Run['allowed'], 'start'>;
}): boolean => start.because !== 'Role';

/** The words of the button that starts a run. */
export const startText = ({ state }: Pick<Run, 'state'>) =>
  state === 'NotStarted' ? 'Start' : 'Start again';

function maySkip({ allowed: { skip } }: Allowing, type: SkipTarget['type'], state: RunState): boolean {
  return skip.allowed && skip.targets[type].includes(state);
}

export function maySkipStage(run: Allowing, stage: Pick<RunStage, 'state'>): boolean {
  return maySkip(run, 'Stage', stage.state);
}

export function maySkipGroup(run: Allowing, group: Pick<RunGroup, 'state'>): boolean {
  return maySkip(run, 'Group', group.state);
}

export function maySkipMember(run: Allowing, member: Pick<RunMember, 'state'>): boolean {
  return maySkip(run, 'Member', member.state);
}

export function maySkipWait(run: Allowing, { afterStageWait }: Pick<RunStage, 'afterStageWait'>): boolean {
  return afterStageWait !== undefined && maySkip(run, 'AfterStageWait', afterStageWait.state);
}

export const SKIPPED_GATE = 'What the gate holds goes on without it. The reason is shown with it.';

/** What follows a skip, for the question before it. */
export function skipConsequence({ type, name }: SkipTarget): string {
  switch (type) {
    case 'Member':
      return `${name} stays on its versions in this run. The rest of its group goes on without it.`;
    case 'Group':
      return `Members of ${name} that have not started stay on their versions in this run; one that is running finishes. The stage goes on without the group.`;
    case 'Stage':
      return `Members of stage ${name} that have not started stay on their versions in this run; those running finish. The run goes on with the next stage.`;
    case 'AfterStageWait':
      return `The wait after stage ${name} ends at once, and the next stage begins.`;
    case 'Gate':
      return SKIPPED_GATE;
  }
}

/** `wait after test`, `member aks-1`: what is skipped, in words. */
export function skipTitle({ type, name }: SkipTarget): string {
  return type === 'AfterStageWait' ? `Skip the wait after ${name}` : `Skip ${type.toLowerCase()} ${name}`;
}
