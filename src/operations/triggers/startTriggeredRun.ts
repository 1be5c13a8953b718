import { runBody } from '../../contracts/runs.ts';
import { FleetUpdatesError } from '../../domain/errors.ts';
import { present } from '../../domain/present.ts';
import { runState } from '../../domain/run/rollUp.ts';
import { hasEnded } from '../../domain/run/states.ts';
import type { ManagedClusterUpdate } from '../../domain/plan/updateSpec.ts';
import type { Orchestrations } from '../../ports/orchestrations.ts';
import { createRun, type CreatePorts } from '../runs/createRun.ts';
import type { Caller } from '../runs/resolveRequest.ts';
import { treeOf, type RunPorts } from '../runs/runPorts.ts';
import { startRun } from '../runs/startRun.ts';

/** A run as a trigger wants it. Name and cause together are its own: what else has the name is not this run. */
export interface TriggeredRun {
  readonly trigger: string;
  readonly run: string;
  readonly cause: string;
  readonly strategy?: string;
  readonly fleets?: readonly string[];
  readonly managedClusterUpdate: ManagedClusterUpdate;
  /** The run begins when every region of its members offers its Kubernetes version. */
  readonly awaitsVersion?: boolean;
  /** Whether it is started, or only created. */
  readonly start: boolean;
}

/**
 * Plans, creates and starts the run of any trigger; what an earlier call, or one beside this, did of it stays.
 * Gives the refusal when the run cannot be had; a dependency that fails is thrown, and can be tried again.
 */
export async function startTriggeredRun(
  ports: CreatePorts,
  orchestrations: Orchestrations,
  configured: readonly string[],
  triggered: TriggeredRun,
  now: string,
): Promise<FleetUpdatesError | undefined> {
  const { trigger, run, cause, strategy, fleets, managedClusterUpdate, awaitsVersion = false } = triggered;
  const caller: Caller = { actor: `trigger/${trigger}`, now, cause };
  const isCreated = async () => {
    const found = await ports.runs.findByName(run);
    return found !== undefined && found.cause === caller.cause && found.createdBy === caller.actor;
  };
  const create = () => {
    const body = runBody.parse(present({ name: run, strategy, fleets, managedClusterUpdate }));
    return createRun(ports, configured, body, caller, awaitsVersion);
  };
  const refused = await unlessDone(isCreated, create);
  if (refused || !triggered.start) return refused;
  return await unlessDone(
    () => isStarted(ports, run),
    () => startRun(ports, orchestrations, run, caller),
  );
}

export async function isStarted(ports: Pick<RunPorts, 'runs'>, run: string): Promise<boolean> {
  return (await treeOf(ports, run)).attempts.length > 0;
}

/** The run's name while it goes on: has begun and not ended. */
export async function runUnderWay(
  { runs }: Pick<RunPorts, 'runs'>,
  name: string | undefined,
): Promise<string | undefined> {
  const run = name === undefined ? undefined : await runs.findByName(name);
  const tree = run && (await runs.tree(run.runId));
  if (!tree) return undefined;
  const state = runState(tree);
  return state === 'NotStarted' || hasEnded(state) ? undefined : name;
}

/** The refusal of what was still to be done; none when another pass did it meanwhile. */
async function unlessDone(
  isDone: () => Promise<boolean>,
  action: () => Promise<unknown>,
): Promise<FleetUpdatesError | undefined> {
  if (await isDone()) return undefined;
  try {
    await action();
    return undefined;
  } catch (error) {
    if (!(error instanceof FleetUpdatesError)) throw error;
    return (await isDone()) ? undefined : error;
  }
}
