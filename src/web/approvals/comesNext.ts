import { isDone } from '../api/states.ts';
import type { Run, RunGate, RunStage } from '../api/types.ts';

type Held = Pick<RunGate, 'id' | 'stage' | 'group' | 'timing'>;

/** What goes on when a gate opens. */
export interface ComesNext {
  /** The stage of the gate, with its group only where it holds one; after a stage the next. Undefined at the end of the run. */
  readonly stage: RunStage | undefined;
  /** Names of the stages that follow. */
  readonly later: readonly string[];
  /** Names of other gates of the same list that are not through: all of them must be. */
  readonly beside: readonly string[];
}

export function comesNext({ stages }: Pick<Run, 'stages'>, gate: Held): ComesNext {
  const at = stages.findIndex(({ name }) => name === gate.stage);
  const next = gate.timing === 'After' ? at + 1 : at;
  const stage = at === -1 ? undefined : stages[next];
  return {
    stage: stage && gate.timing === 'Before' ? onlyGroup(stage, gate.group) : stage,
    later: at === -1 ? [] : stages.slice(next + 1).map(({ name }) => name),
    beside: besideOf(stages[at], gate),
  };
}

const onlyGroup = (stage: RunStage, group: string | undefined): RunStage =>
  group === undefined ? stage : { ...stage, groups: stage.groups.filter(({ name }) => name === group) };

function besideOf(stage: RunStage | undefined, { id, group, timing }: Held): string[] {
  const place = group === undefined ? stage : stage?.groups.find(({ name }) => name === group);
  const gates = (timing === 'Before' ? place?.beforeGates : place?.afterGates) ?? [];
  return gates.filter((each) => each.id !== id && !isDone(each.state)).map(({ name }) => name);
}

/** In words, once the gate is decided. */
export function followsText(run: Pick<Run, 'stages'>, gate: Held & Pick<RunGate, 'state'>): string {
  if (gate.state === 'Failed')
    return `Stage ${gate.stage} has failed, and the run with it: a start of the run decides afresh.`;
  const { stage, beside } = comesNext(run, gate);
  if (beside.length > 0) return `It still waits for ${beside.join(', ')}.`;
  if (gate.timing === 'Before')
    return `${gate.group === undefined ? `Stage ${gate.stage}` : `Group ${gate.group}`} goes on.`;
  if (gate.group !== undefined) return `Group ${gate.group} ends.`;
  return stage ? `Stage ${stage.name} comes next.` : 'No stage comes after it.';
}
