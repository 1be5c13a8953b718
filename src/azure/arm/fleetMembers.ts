import type { FleetMember as ArmMember } from '@azure/arm-containerservicefleet';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import type { FleetGateway, FleetMember } from '../../ports/fleetGateway.ts';
import { answered, answeredOrAbsent } from './armErrors.ts';
import type { PlaceOf } from './fleetPlaces.ts';
import { untilDone } from './longRunning.ts';

type MemberCalls = Pick<
  FleetGateway,
  'listMembers' | 'getMember' | 'putMember' | 'setMemberGroup' | 'deleteMember'
>;

export function fleetMembers(placeOf: PlaceOf): MemberCalls {
  return {
    listMembers: (fleet) =>
      answered(`List members of fleet ${fleet}`, async () => {
        const { client, resourceGroup, fleetName } = placeOf(fleet);
        const members: FleetMember[] = [];
        for await (const member of client.fleetMembers.listByFleet(resourceGroup, fleetName)) {
          members.push(toMember(member));
        }
        return members;
      }),
    getMember: async (fleet, name) => {
      const { client, resourceGroup, fleetName } = placeOf(fleet);
      const member = await answeredOrAbsent(`Get member ${fleet}/${name}`, () =>
        client.fleetMembers.get(resourceGroup, fleetName, name),
      );
      return member && toMember(member);
    },
    putMember: (fleet, name, member) => putMember(placeOf, fleet, name, member),
    setMemberGroup: async (fleet, member, group) => {
      if ((member.group ?? null) === group) return member;
      if (group !== null) return await patchGroup(placeOf, fleet, member, group);
      // The SDK's PATCH knows no way to take a group away, so the member is put again without one.
      const { name, clusterResourceId, eTag } = member;
      return await putMember(placeOf, fleet, name, { clusterResourceId }, eTag);
    },
    deleteMember: async (fleet, name) => {
      const { client, resourceGroup, fleetName, updateIntervalInMs } = placeOf(fleet);
      await answeredOrAbsent(`Delete member ${fleet}/${name}`, () =>
        untilDone(client.fleetMembers.delete(resourceGroup, fleetName, name, { updateIntervalInMs })),
      );
    },
  };
}

async function putMember(
  placeOf: PlaceOf,
  fleet: string,
  name: string,
  member: { readonly clusterResourceId: string; readonly group?: string },
  ifMatch?: string,
): Promise<FleetMember> {
  const { client, resourceGroup, fleetName, updateIntervalInMs } = placeOf(fleet);
  const resource = { properties: { ...member } };
  const options = { updateIntervalInMs, ...(ifMatch !== undefined && { ifMatch }) };
  const answer = await answered(`Put member ${fleet}/${name}`, () =>
    untilDone(client.fleetMembers.create(resourceGroup, fleetName, name, resource, options)),
  );
  return toMember(answer);
}

async function patchGroup(
  placeOf: PlaceOf,
  fleet: string,
  { name, eTag: ifMatch }: FleetMember,
  group: string,
): Promise<FleetMember> {
  const { client, resourceGroup, fleetName, updateIntervalInMs } = placeOf(fleet);
  const update = { properties: { group } };
  const options = { updateIntervalInMs, ifMatch };
  const answer = await answered(`Set the group of member ${fleet}/${name}`, () =>
    untilDone(client.fleetMembers.updateAsync(resourceGroup, fleetName, name, update, options)),
  );
  return toMember(answer);
}

function toMember(member: ArmMember): FleetMember {
  return withoutUndefined({
    name: member.name ?? '',
    clusterResourceId: member.properties?.clusterResourceId ?? '',
    group: member.properties?.group,
    provisioningState: member.properties?.provisioningState ?? 'Unknown',
    eTag: member.eTag ?? '',
  });
}
