import { FleetUpdatesError } from '../domain/errors.ts';
import { hasEnded } from '../domain/run/states.ts';
import type { RunView } from '../domain/run/runView.ts';
import type { Chances } from './draw.ts';
import { nameOf, play, type Play } from './play.ts';
import type { Scene } from './scene.ts';
import { summaryOf, type RehearsalSummary, type StageFailure } from './summary.ts';

export interface RehearseOptions {
  readonly plays: number;
  /** Of the first play; the others count on from it. */
  readonly seed: number;
  readonly chances: Chances;
  readonly azureDownSeconds?: number;
  readonly approveAfterSeconds?: number;
}

const NO_CHANCE: Chances = { fail: 0, busy: 0 };

/** What the product says where it would refuse the run. */
export interface RefusedRehearsal {
  readonly refused: { readonly code: string; readonly message: string };
}

type Progress = (done: number, of: number) => void;

/**
 * Plays the run of a scene so many times, and once more for each stage with its first member failing. `progress` is told
 * how many plays of how many are done.
 */
export async function rehearse(
  scene: Scene,
  options: RehearseOptions,
  progress: Progress = () => undefined,
): Promise<RehearsalSummary | RefusedRehearsal> {
  try {
    return await playAll(scene, options, progress);
  } catch (error) {
    if (!(error instanceof FleetUpdatesError)) throw error;
    return { refused: { code: error.code, message: error.message } };
  }
}

async function playAll(
  scene: Scene,
  { plays, seed, chances, ...others }: RehearseOptions,
  progress: Progress,
): Promise<RehearsalSummary> {
  const first = await play(scene, optionsOf(seed));
  const targets = firstMembers(first.run);
  const all = plays + targets.length;
  progress(1, all);
  const played: Play[] = [first];
  for (let index = 1; index < plays; index += 1) {
    played.push(await play(scene, optionsOf(seed + index)));
    progress(index + 1, all);
  }
  const failures: StageFailure[] = [];
  for (const { stage, member } of targets) {
    const failing = new Set([member]);
    failures.push({ stage, member, ...(await whatFollows(failing)) });
    progress(plays + failures.length, all);
  }
  return summaryOf(scene, played, failures);

  function optionsOf(of: number) {
    return { seed: of, chances, ...others };
  }

  async function whatFollows(failing: ReadonlySet<string>) {
    const { azureDownSeconds: _calm, ...rest } = others;
    const { run } = await play(scene, { seed, chances: NO_CHANCE, failing, ...rest });
    const members = membersOf(run).map(({ member }) => member);
    const notUpdated = members.filter(({ state }) => !hasEnded(state) || state === 'Stopped').length;
    return { state: run.state, notUpdated };
  }
}

function membersOf(run: RunView) {
  return run.stages.flatMap((stage) =>
    stage.groups.flatMap((group) => group.members.map((member) => ({ stage: stage.name, member }))),
  );
}

/** Of each stage the first member that was updated: the one whose failure stops most. */
function firstMembers(run: RunView): { stage: string; member: string }[] {
  const updated = membersOf(run).filter(({ member }) => member.startTime !== undefined);
  return [...Map.groupBy(updated, ({ stage }) => stage)].flatMap(([stage, members]) => {
    const [first] = members.toSorted((one, other) =>
      (one.member.startTime ?? '') < (other.member.startTime ?? '') ? -1 : 1,
    );
    return first ? [{ stage, member: nameOf(first.member) }] : [];
  });
}
