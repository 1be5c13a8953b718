import { z } from 'zod';
import { DependencyError, FleetUpdatesError } from '../domain/errors.ts';
import { ownValue } from '../domain/ownValue.ts';
import { withoutUndefined } from '../domain/withoutUndefined.ts';
import type { FleetGateway, FleetMember } from '../ports/fleetGateway.ts';
import { FLEET_API, memoryFleetRuns } from './memoryFleetRuns.ts';
import { orAbsent, sleep, type SimulatedArm } from './simulatedArm.ts';

const member = z.object({
  name: z.string(),
  eTag: z.string(),
  properties: z.object({
    clusterResourceId: z.string(),
    group: z.string().exactOptional(),
    provisioningState: z.string(),
  }),
});
const members = z.object({ value: z.array(member) });

const POLL_MS = 1_000;

/** Fleet Manager in memory: the simulator's state machine behind the port. `fleets` are ARM ids by alias. */
export function memoryFleetGateway(
  arm: SimulatedArm,
  fleets: Readonly<Record<string, string>>,
): FleetGateway {
  const idOf = (fleet: string) => {
    const id = ownValue(fleets, fleet);
    if (id === undefined) throw new FleetUpdatesError('UnknownFleet', `The settings name no fleet ${fleet}.`);
    return id;
  };
  const pathOf = (fleet: string, name: string) => `${idOf(fleet)}/members/${name}`;
  const get = async (fleet: string, name: string) => {
    const answer = await orAbsent(arm.call('GET', pathOf(fleet, name), FLEET_API));
    return answer === undefined ? undefined : memberOf(answer);
  };
  const put = async (
    method: 'PUT' | 'PATCH',
    fleet: string,
    name: string,
    properties: object,
    ifMatch?: string,
  ) => {
    await arm.call(
      method,
      pathOf(fleet, name),
      FLEET_API,
      withoutUndefined({ body: { properties }, ifMatch }),
    );
    return await joined(arm, name, () => get(fleet, name));
  };
  return {
    ...memoryFleetRuns(arm, idOf),
    listMembers: async (fleet) => {
      const answer = await arm.call('GET', `${idOf(fleet)}/members`, FLEET_API);
      return members.parse(answer).value.map(memberOf);
    },
    getMember: get,
    putMember: (fleet, name, properties) => put('PUT', fleet, name, properties),
    setMemberGroup: async (fleet, member, group) => {
      const { name, clusterResourceId, eTag } = member;
      if ((member.group ?? null) === group) return member;
      if (group !== null) return await put('PATCH', fleet, name, { group }, eTag);
      return await put('PUT', fleet, name, { clusterResourceId }, eTag);
    },
    deleteMember: async (fleet, name) => {
      await orAbsent(arm.call('DELETE', pathOf(fleet, name), FLEET_API));
      while (await get(fleet, name)) await sleep(arm.clock, POLL_MS);
    },
  };
}

/** Waits for the end of the operation, as the SDK's poller does. */
async function joined(
  arm: SimulatedArm,
  name: string,
  get: () => Promise<FleetMember | undefined>,
): Promise<FleetMember> {
  for (;;) {
    const now = await get();
    if (!now) throw new DependencyError('ResourceNotFound', `Member ${name} is gone.`, 404);
    if (now.provisioningState === 'Succeeded') return now;
    await sleep(arm.clock, POLL_MS);
  }
}

function memberOf(answer: unknown): FleetMember {
  const { name, eTag, properties } = member.parse(answer);
  return { name, eTag, ...properties };
}
