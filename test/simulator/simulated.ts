import { ContainerServiceClient } from '@azure/arm-containerservice';
import {
  ContainerServiceFleetClient,
  type ManagedClusterUpdate,
  type UpdateRun,
  type UpdateStage,
} from '@azure/arm-containerservicefleet';
import { z } from 'zod';
import { VirtualClock } from '../../src/clock/virtualClock.ts';
import type { Seed } from '../../src/simulator/seed.ts';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../src/simulator/simulator.ts';
import { trustCertificate } from '../../src/simulator/trust.ts';

export const SUBSCRIPTION = '11111111-1111-4111-8111-111111111111';
export const GROUP = 'rg-fleet';
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** A simulator on a clock that stands still, with the real SDK clients for it. */
export interface Simulated {
  readonly clock: VirtualClock;
  readonly simulator: Simulator;
  readonly fleet: ContainerServiceFleetClient;
  readonly aks: ContainerServiceClient;
  /** A plain request, for what the SDK cannot send. */
  readonly call: (method: string, path: string, options?: CallOptions) => Promise<Answer>;
}

interface CallOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

const started: Simulator[] = [];

export async function simulate(
  seed: Seed,
  options: Partial<SimulatorOptions> = {},
  clock = new VirtualClock('2026-01-05T08:00:00Z'),
): Promise<Simulated> {
  const simulator = await startSimulator({ clock, seed, ...options });
  started.push(simulator);
  trustCertificate(simulator.certificate);
  const credential = {
    getToken: () => Promise.resolve({ token: simulator.issueToken(), expiresOnTimestamp: Date.now() + HOUR }),
  };
  const clientOptions = {
    endpoint: simulator.endpoint,
    credentials: { scopes: [`${simulator.endpoint}/.default`] },
    retryOptions: { maxRetries: 0 },
  };
  return {
    clock,
    simulator,
    fleet: new ContainerServiceFleetClient(credential, SUBSCRIPTION, clientOptions),
    aks: new ContainerServiceClient(credential, SUBSCRIPTION, clientOptions),
    call: (method, path, callOptions) => callArm(simulator, method, path, callOptions),
  };
}

export const NODE_IMAGES: ManagedClusterUpdate = {
  upgrade: { type: 'NodeImageOnly' },
  nodeImageSelection: { type: 'Latest' },
};

/** `stage-1` with its groups and wait, `stage-2` with its, and so on. */
export function stagesOf(...stages: readonly { groups: string[]; wait?: number }[]): UpdateStage[] {
  return stages.map(({ groups, wait }, index) => ({
    name: `stage-${index + 1}`,
    groups: groups.map((name) => ({ name })),
    ...(wait !== undefined && { afterStageWaitInSeconds: wait }),
  }));
}

/** Creates update run `run` of fleet `demo` and starts it. */
export async function startRun(
  { fleet }: Simulated,
  stages: UpdateStage[],
  managedClusterUpdate: ManagedClusterUpdate = NODE_IMAGES,
): Promise<void> {
  const properties = { strategy: { stages }, managedClusterUpdate };
  await fleet.updateRuns.createOrUpdate(GROUP, 'demo', 'run', { properties });
  await fleet.updateRuns.start(GROUP, 'demo', 'run');
}

export async function getRun({ fleet }: Simulated): Promise<UpdateRun> {
  return await fleet.updateRuns.get(GROUP, 'demo', 'run');
}

/** Of update run `run`, see statesOf. */
export async function statesOfRun(simulated: Simulated): Promise<string> {
  return statesOf(await getRun(simulated));
}

/** How a promise that is to fail failed. */
export async function refusalOf(promise: PromiseLike<unknown>): Promise<{ status: number; code: string }> {
  const error = await Promise.resolve(promise).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return refusalSchema.parse(error);
}

const refusalSchema = z
  .object({
    statusCode: z.number(),
    code: z.string().optional(),
    details: z.object({ error: z.object({ code: z.string() }) }).optional(),
  })
  .transform(({ statusCode, code, details }) => ({
    status: statusCode,
    code: details?.error.code ?? code ?? '',
  }));

/** For afterEach. */
export async function closeSimulators(): Promise<void> {
  await Promise.all(started.splice(0).map((simulator) => simulator.close()));
}

async function callArm(
  simulator: Simulator,
  method: string,
  path: string,
  { body, headers }: CallOptions = {},
): Promise<Answer> {
  const response = await fetch(`${simulator.endpoint}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${simulator.issueToken()}`,
      'content-type': 'application/json',
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

/** `run Running, stage1 Running, group1 Running, a Completed, b NotStarted`: a run's states in one line. */
export function statesOf(run: UpdateRun): string {
  const status = run.properties?.status;
  const stages = status?.stages?.map((stage) => [
    stateOf(stage),
    ...(stage.groups ?? []).flatMap((group) => [stateOf(group), ...(group.members ?? []).map(stateOf)]),
    ...(stage.afterStageWaitStatus ? [stateOf({ name: 'wait', ...stage.afterStageWaitStatus })] : []),
  ]);
  return [stateOf({ name: 'run', ...status }), ...(stages ?? []).flat()].join(', ');
}

function stateOf({ name, status }: { name?: string; status?: { state?: string } }): string {
  return `${name ?? '?'} ${status?.state ?? '?'}`;
}
