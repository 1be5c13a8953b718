import { z } from 'zod';
import { DependencyError } from '../domain/errors.ts';
import type { FleetRunContent, FleetRunView } from '../domain/group/fleetRun.ts';
import { nodeImageSelectionSchema, upgradeSchema } from '../domain/plan/updateSpec.ts';
import { withoutUndefined } from '../domain/withoutUndefined.ts';
import { errorDetailSchema, times } from '../domain/run/run.ts';
import { stateSchema } from '../domain/run/states.ts';
import type { ActAnswer, FleetGateway } from '../ports/fleetGateway.ts';
import { orAbsent, type ArmCallOptions, type SimulatedArm } from './simulatedArm.ts';

export const FLEET_API = '2025-03-01';
const STAGE = 'stage';

const status = z.object({ state: stateSchema, ...times, error: errorDetailSchema.exactOptional() });
const member = z.object({
  name: z.string(),
  clusterResourceId: z.string(),
  message: z.string().exactOptional(),
  operationId: z.string().exactOptional(),
  status,
});
const updateRun = z.object({
  name: z.string(),
  eTag: z.string(),
  properties: z.object({
    managedClusterUpdate: z.object({
      upgrade: upgradeSchema,
      nodeImageSelection: nodeImageSelectionSchema.exactOptional(),
    }),
    status: z.object({
      status: z.object({ state: stateSchema }),
      stages: z.array(z.object({ groups: z.array(z.object({ members: z.array(member).exactOptional() })) })),
    }),
    strategy: z
      .object({
        stages: z.array(
          z.object({
            groups: z.array(z.object({ name: z.string() })),
            afterStageWaitInSeconds: z.int().exactOptional(),
          }),
        ),
      })
      .exactOptional(),
  }),
});
const updateRuns = z.object({ value: z.array(updateRun) });

type FleetRuns = Pick<
  FleetGateway,
  | 'listFleetRuns'
  | 'getFleetRun'
  | 'createFleetRun'
  | 'startFleetRun'
  | 'stopFleetRun'
  | 'skipMembers'
  | 'deleteFleetRun'
>;

/** The Fleet runs of simulated fleets, by the ARM ids of their aliases. */
export function memoryFleetRuns(arm: SimulatedArm, idOf: (fleet: string) => string): FleetRuns {
  const pathOf = (fleet: string, name: string) => `${idOf(fleet)}/updateRuns/${name}`;
  const act = (method: string, path: string, options: ArmCallOptions) =>
    acted(() => arm.call(method, path, FLEET_API, options));
  return {
    listFleetRuns: async (fleet) => {
      const answer = await arm.call('GET', `${idOf(fleet)}/updateRuns`, FLEET_API);
      return new Map(updateRuns.parse(answer).value.map((each) => [each.name, viewOf(each)]));
    },
    getFleetRun: async (fleet, name) => {
      const answer = await orAbsent(arm.call('GET', pathOf(fleet, name), FLEET_API));
      return answer === undefined ? undefined : viewOf(updateRun.parse(answer));
    },
    createFleetRun: (fleet, name, content) =>
      act('PUT', pathOf(fleet, name), { ifNoneMatch: '*', body: bodyOf(content) }),
    startFleetRun: (fleet, name, ifMatch) => act('POST', `${pathOf(fleet, name)}/start`, { ifMatch }),
    stopFleetRun: (fleet, name, ifMatch) => act('POST', `${pathOf(fleet, name)}/stop`, { ifMatch }),
    skipMembers: (fleet, name, ifMatch, members) =>
      act('POST', `${pathOf(fleet, name)}/skip`, {
        ifMatch,
        body: { targets: members.map((each) => ({ type: 'Member', name: each })) },
      }),
    deleteFleetRun: async (fleet, name, ifMatch) => {
      const answer = await act('DELETE', pathOf(fleet, name), { ifMatch });
      return !answer.done && answer.refused.status === 404 ? { done: true } : answer;
    },
  };
}

function bodyOf({ managedClusterUpdate, group }: FleetRunContent): object {
  const strategy = { stages: [{ name: STAGE, groups: [{ name: group }] }] };
  return { properties: { managedClusterUpdate, ...(group !== undefined && { strategy }) } };
}

function viewOf({ name, eTag, properties }: z.infer<typeof updateRun>): FleetRunView {
  const groups = properties.status.stages.flatMap((stage) => stage.groups);
  const stages = properties.strategy?.stages;
  const names = stages?.flatMap((stage) => stage.groups.map((group) => group.name)).join('+');
  const isOurs = stages?.length === 1 && (stages[0]?.afterStageWaitInSeconds ?? 0) === 0;
  return {
    name,
    eTag,
    state: properties.status.status.state,
    members: groups.flatMap((group) => group.members ?? []).map(memberOf),
    content: withoutUndefined({
      managedClusterUpdate: properties.managedClusterUpdate,
      group: names === undefined || isOurs ? names : `${names}+`,
    }),
  };
}

function memberOf({ status: { error, ...state }, ...rest }: z.infer<typeof member>) {
  return withoutUndefined({ ...rest, ...state, error });
}

/** What says nothing about the act itself is no refusal: rights, slowness, too many requests. */
const NOT_A_REFUSAL = new Set([401, 403, 408, 429]);

async function acted(call: () => Promise<unknown>): Promise<ActAnswer> {
  try {
    await call();
    return { done: true };
  } catch (error) {
    if (!(error instanceof DependencyError) || NOT_A_REFUSAL.has(error.status)) throw error;
    const { status: code, code: name, message } = error;
    if (code < 400 || code >= 500) throw error;
    return { done: false, refused: { status: code, code: name, message } };
  }
}
