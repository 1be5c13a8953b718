import { VirtualClock } from '../clock/virtualClock.ts';
import { runBody } from '../contracts/runs.ts';
import { hostsAsked } from '../domain/gate/askedOutside.ts';
import { secondsBetween } from '../domain/seconds.ts';
import { stageWaiting } from '../domain/run/rollUpWaiting.ts';
import type { GroupRow, StageRow } from '../domain/run/run.ts';
import type { RunView } from '../domain/run/runView.ts';
import type { Caller } from '../operations/caller.ts';
import { freezes } from '../operations/freezes/freezes.ts';
import { putNamed } from '../operations/named/changeNamed.ts';
import { createRun } from '../operations/runs/createRun.ts';
import { readRun } from '../operations/runs/readRun.ts';
import { startRun } from '../operations/runs/startRun.ts';
import { fleetId } from '../simulator/seed.ts';
import type { UpgradeRecord } from '../simulator/upgradeRecord.ts';
import { approveDue } from './approvals.ts';
import { fortuneOf, type Chances } from './draw.ts';
import { hasAnyGate, withPlayedHealth } from './playedGates.ts';
import { overKnownWaits } from './jumps.ts';
import { memoryWorld, type MemoryWorld } from './memoryWorld.ts';
import { pendingGates, placeKeyOf } from './pendingGates.ts';
import type { Scene } from './scene.ts';
import type { SceneMember } from './sceneMember.ts';
import { clusterIdOf, seedOf } from './sceneSeed.ts';
import { WaitTally, type TalliedWait } from './waitTally.ts';

export interface PlayOptions {
  readonly seed: number;
  readonly chances: Chances;
  /** These fail whatever the chances: `fleet/name`. */
  readonly failing?: ReadonlySet<string>;
  /** Azure answers nothing for so long, from the middle of an assumed update on. */
  readonly azureDownSeconds?: number;
  /** Who decides on gates approves so long after they came to them; at once where it is not said. */
  readonly approveAfterSeconds?: number;
}

/** What became of one play. */
export interface Play {
  readonly seed: number;
  readonly run: RunView;
  /** Until the run ended; undefined when it had not within `LONGEST`. */
  readonly seconds: number | undefined;
  /** In the order in which the updates began. */
  readonly updates: readonly UpgradeRecord[];
  readonly waits: readonly TalliedWait[];
}

const RUN = 'rehearsal';
const DAY_MS = 86_400_000;
/** A run that has not ended by then never will: it waits for what nobody does in a rehearsal. */
const LONGEST_MS = 400 * DAY_MS;
/** More tries than any policy has. */
const ALWAYS = 100;
const AZURE_FALLS_AFTER_MS = 600_000;

/** Plays the run of a scene once, by the product's own code on a clock that goes from event to event. */
export async function play(scene: Scene, options: PlayOptions): Promise<Play> {
  const clock = new VirtualClock(scene.startAt);
  const world = worldOf(scene, clock, options.approveAfterSeconds ?? 0);
  setFortunes(world, scene, options);
  const caller: Caller = { actor: 'rehearsal', now: scene.startAt };
  for (const { name, body } of scene.freezes)
    await putNamed(world.app, caller, freezes, { name, body, preconditions: {} });
  const mayBreak = options.azureDownSeconds !== undefined;
  const body = runBody.parse({ ...withPlayedHealth(scene.run, mayBreak), name: RUN });
  const { runId } = await createRun(world.app, caller, body);
  await startRun(world.app, caller, { name: RUN });
  const tally = new WaitTally(scene.startAt);
  const hasEnded = await untilEnded(world, clock, runId, tally);
  const { view } = await readRun(world.app, { name: RUN, runId });
  const end = view.completedTime;
  return {
    seed: options.seed,
    run: view,
    seconds: hasEnded && end !== undefined ? secondsBetween(scene.startAt, end) : undefined,
    updates: world.azure.world.record,
    waits: tally.waits(),
  };
}

function worldOf(scene: Scene, clock: VirtualClock, approveAfterSeconds: number): MemoryWorld {
  const seed = seedOf(scene);
  const hasGates = hasAnyGate(scene.run);
  const world: MemoryWorld = memoryWorld({
    clock,
    seed,
    settings: {
      fleets: Object.fromEntries(seed.fleets.map((fleet) => [fleet.name, fleetId(fleet)])),
      inventoryMaxAgeMinutes: 10,
      maxConcurrentUpdates: scene.maxConcurrentUpdates,
      retentionDays: 400,
      historyRetentionDays: 30,
      // What the deployed app may ask nobody knows here, and in memory nobody is asked.
      healthCheckHosts: hostsAsked(scene.run.stages ?? []).map(({ host }) => host),
      webhookSecrets: new Map(),
      notificationSettings: new Map(),
      appUrl: undefined,
    },
    callActivity: async (once, activity, input) => {
      const key = placeKeyOf(activity, input);
      if (!key) return await once();
      const gates = hasGates ? await pendingGates(world.app, key) : [];
      await approveDue(world.app, { name: RUN, afterSeconds: approveAfterSeconds }, key, gates);
      const answer = await once();
      const left = hasGates ? await pendingGates(world.app, key) : [];
      return await overKnownWaits(world.app, world.azure.world, {
        key,
        answer,
        gates: left,
        approveAfterSeconds,
      });
    },
  });
  return world;
}

function setFortunes(world: MemoryWorld, { members }: Scene, options: PlayOptions): void {
  const { controls, faults } = world.azure;
  for (const member of members) {
    const { seconds, fails, busySeconds } = fortuneOf(member, options.seed, options.chances);
    const cluster = clusterIdOf(member);
    controls.setUpgradeSeconds(cluster, seconds);
    if (fails || options.failing?.has(nameOf(member)))
      controls.failUpgrades(cluster, { times: ALWAYS, message: 'The rehearsal has it fail.' });
    if (busySeconds > 0) controls.setBusy(cluster, busySeconds);
  }
  const { azureDownSeconds } = options;
  if (azureDownSeconds === undefined) return;
  const falls = world.clock.now() + AZURE_FALLS_AFTER_MS;
  world.clock.at(falls, () => {
    const rise = faults.add({ operation: '*', effect: { kind: 'status', status: 503 } });
    world.clock.at(falls + azureDownSeconds * 1000, rise);
  });
}

export const nameOf = ({ fleet, name }: Pick<SceneMember, 'fleet' | 'name'>) => `${fleet}/${name}`;

/** False when it has not within the longest time. */
async function untilEnded(
  world: MemoryWorld,
  clock: VirtualClock,
  runId: string,
  tally: WaitTally,
): Promise<boolean> {
  const { runs } = world.app;
  const hasEnded = async () => {
    // Looked at also where time stands still: what is seen last counts until time goes on.
    tally.look(world.app.now(), await waitsOf(world, runId));
    return (await runs.attempt(runId))?.value.endedAt !== undefined;
  };
  try {
    await clock.until(hasEnded, LONGEST_MS);
    return true;
  } catch (error) {
    if (await hasEnded()) throw error;
    return false;
  }
}

async function waitsOf({ app: { runs } }: MemoryWorld, runId: string) {
  const plan = await runs.plan(runId);
  if (!plan) return [];
  const [stages, groups] = await Promise.all([
    runs.stages(runId, plan.planId),
    runs.groups(runId, plan.planId),
  ]);
  return stages.flatMap((stage) => {
    const own = groups.filter((group) => group.stage === stage.stage);
    const waiting = stageWaiting(stage, own);
    if (!waiting) return [];
    const gate = waiting.reason === 'Gate' ? firstPending([stage, ...own]) : undefined;
    return [{ stage: stage.name, waiting, ...(gate !== undefined && { gate }) }];
  });
}

/** The gate that the first of the places waits for which waits for any. */
function firstPending(places: readonly (StageRow | GroupRow)[]): string | undefined {
  return places
    .flatMap(({ gates = [], attempt }) => gates.filter((gate) => gate.attempt === attempt))
    .find(({ state }) => state === 'Pending')?.name;
}
