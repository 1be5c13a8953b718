import { ContainerServiceFleetClient, type FleetMember as ArmMember } from '@azure/arm-containerservicefleet';
import { DependencyError, FleetUpdatesError } from '../domain/errors.ts';
import type { FleetRunContent, FleetRunView } from '../domain/fleetRun.ts';
import { present } from '../domain/present.ts';
import type { ActAnswer, FleetGateway, FleetMember } from '../ports/fleetGateway.ts';
import { armClientOptions, type ArmConnection } from './armConnection.ts';
import { answered, answeredOrAbsent } from './armErrors.ts';
import { toFleetRunView, toUpdateRun } from './fleetRunView.ts';
import { RecentAnswers } from './recentAnswers.ts';
import { parseResourceId } from './resourceId.ts';

/** How old a LIST of Fleet runs may be: long enough for all groups of a round, short against the rounds. */
const LIST_KEPT_FOR_MS = 5_000;

interface FleetPlace {
  readonly client: ContainerServiceFleetClient;
  readonly resourceGroup: string;
  readonly name: string;
}

/** Fleet Manager by the SDK's client (API version 2025-03-01), one for each subscription. */
export function createFleetGateway(
  connection: ArmConnection,
  fleets: Readonly<Record<string, string>>,
): FleetGateway {
  const placeOf = fleetPlaces(connection, fleets);
  return { ...memberCalls(placeOf), ...fleetRunReads(placeOf), ...fleetRunActs(placeOf) };
}

type PlaceOf = (fleet: string) => FleetPlace;

function fleetPlaces(connection: ArmConnection, fleets: Readonly<Record<string, string>>): PlaceOf {
  const clients = new Map<string, ContainerServiceFleetClient>();
  return (fleet) => {
    const id = fleets[fleet];
    if (id === undefined) throw new FleetUpdatesError('UnknownFleet', `The settings name no fleet ${fleet}.`);
    const { subscriptionId, resourceGroup, name } = parseResourceId(id);
    const client =
      clients.get(subscriptionId) ??
      new ContainerServiceFleetClient(connection.credential, subscriptionId, armClientOptions(connection));
    clients.set(subscriptionId, client);
    return { client, resourceGroup, name };
  };
}

function memberCalls(placeOf: PlaceOf) {
  return {
    listMembers: (fleet: string) => {
      const { client, resourceGroup, name } = placeOf(fleet);
      return answered(`List members of fleet ${fleet}`, async () => {
        const members: FleetMember[] = [];
        for await (const member of client.fleetMembers.listByFleet(resourceGroup, name)) {
          members.push(toMember(member));
        }
        return members;
      });
    },
    getMember: async (fleet: string, name: string) => {
      const { client, resourceGroup, name: fleetName } = placeOf(fleet);
      const member = await answeredOrAbsent(`Get member ${fleet}/${name}`, () =>
        client.fleetMembers.get(resourceGroup, fleetName, name),
      );
      return member && toMember(member);
    },
    deleteMember: async (fleet: string, name: string) => {
      const { client, resourceGroup, name: fleetName } = placeOf(fleet);
      await answeredOrAbsent(`Delete member ${fleet}/${name}`, () =>
        client.fleetMembers.delete(resourceGroup, fleetName, name),
      );
    },
    ...memberChanges(placeOf),
  };
}

function memberChanges(placeOf: PlaceOf) {
  const putMember = async (
    fleet: string,
    name: string,
    member: { clusterResourceId: string; group?: string },
  ) => {
    const { client, resourceGroup, name: fleetName } = placeOf(fleet);
    const body = { properties: { ...member } };
    const create = () => client.fleetMembers.create(resourceGroup, fleetName, name, body);
    return toMember(await answered(`Put member ${fleet}/${name}`, create));
  };
  return {
    putMember,
    setMemberGroup: async (fleet: string, name: string, group: string | null) => {
      const { client, resourceGroup, name: fleetName } = placeOf(fleet);
      const operation = `Set the group of member ${fleet}/${name}`;
      if (group !== null) {
        const body = { properties: { group } };
        const update = () => client.fleetMembers.updateAsync(resourceGroup, fleetName, name, body);
        return toMember(await answered(operation, update));
      }
      // PATCH has no way to take a group away (the SDK drops null): the member is put again without one.
      const member = await answered(operation, () => client.fleetMembers.get(resourceGroup, fleetName, name));
      if (member.properties?.group === undefined) return toMember(member);
      return await putMember(fleet, name, { clusterResourceId: member.properties.clusterResourceId });
    },
  };
}

function fleetRunReads(placeOf: PlaceOf) {
  const lists = new RecentAnswers<ReadonlyMap<string, FleetRunView>>(LIST_KEPT_FOR_MS);
  return {
    listFleetRuns: (fleet: string) =>
      lists.get(fleet, () => {
        const { client, resourceGroup, name } = placeOf(fleet);
        return answered(`List update runs of fleet ${fleet}`, async () => {
          const runs = new Map<string, FleetRunView>();
          for await (const run of client.updateRuns.listByFleet(resourceGroup, name)) {
            const view = toFleetRunView(run);
            runs.set(view.name, view);
          }
          return runs;
        });
      }),
    getFleetRun: async (fleet: string, runName: string) => {
      const { client, resourceGroup, name } = placeOf(fleet);
      const run = await answeredOrAbsent(`Get update run ${fleet}/${runName}`, () =>
        client.updateRuns.get(resourceGroup, name, runName),
      );
      return run && toFleetRunView(run);
    },
  };
}

function fleetRunActs(placeOf: PlaceOf) {
  return {
    createFleetRun: (fleet: string, runName: string, content: FleetRunContent) => {
      const { client, resourceGroup, name } = placeOf(fleet);
      return acted(`Create update run ${fleet}/${runName}`, () =>
        client.updateRuns.createOrUpdate(resourceGroup, name, runName, toUpdateRun(content), {
          ifNoneMatch: '*',
        }),
      );
    },
    startFleetRun: (fleet: string, runName: string, ifMatch: string) => {
      const { client, resourceGroup, name } = placeOf(fleet);
      return acted(`Start update run ${fleet}/${runName}`, () =>
        client.updateRuns.start(resourceGroup, name, runName, { ifMatch }),
      );
    },
    stopFleetRun: (fleet: string, runName: string, ifMatch: string) => {
      const { client, resourceGroup, name } = placeOf(fleet);
      return acted(`Stop update run ${fleet}/${runName}`, () =>
        client.updateRuns.stop(resourceGroup, name, runName, { ifMatch }),
      );
    },
    skipMembers: (fleet: string, runName: string, ifMatch: string, members: readonly string[]) => {
      const { client, resourceGroup, name } = placeOf(fleet);
      const targets = members.map((member) => ({ type: 'Member', name: member }));
      return acted(`Skip members of update run ${fleet}/${runName}`, () =>
        client.updateRuns.skip(resourceGroup, name, runName, { targets }, { ifMatch }),
      );
    },
    deleteFleetRun: async (fleet: string, runName: string, ifMatch: string) => {
      const { client, resourceGroup, name } = placeOf(fleet);
      const answer = await acted(`Delete update run ${fleet}/${runName}`, () =>
        client.updateRuns.delete(resourceGroup, name, runName, { ifMatch }),
      );
      return !answer.done && answer.refused.status === 404 ? { done: true as const } : answer;
    },
  };
}

/** What says nothing about the act itself: who may do it, too many requests, a request that came too slowly. */
const NOT_A_REFUSAL = new Set([401, 403, 408, 429]);

async function acted(operation: string, call: () => PromiseLike<unknown>): Promise<ActAnswer> {
  try {
    await answered(operation, call);
    return { done: true };
  } catch (error) {
    if (!(error instanceof DependencyError)) throw error;
    const { status, code, message } = error;
    if (status < 400 || status >= 500 || NOT_A_REFUSAL.has(status)) throw error;
    return { done: false, refused: { status, code, message } };
  }
}

function toMember(member: ArmMember): FleetMember {
  return present({
    name: member.name ?? '',
    clusterResourceId: member.properties?.clusterResourceId ?? '',
    group: member.properties?.group,
    provisioningState: member.properties?.provisioningState ?? 'Unknown',
    eTag: member.eTag ?? '',
  });
}
