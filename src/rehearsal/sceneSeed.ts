import { withoutUndefined } from '../domain/withoutUndefined.ts';
import {
  clusterId,
  type Seed,
  type SeedCluster,
  type SeedFleet,
  type SeedNodePool,
} from '../simulator/seed.ts';
import type { Scene } from './scene.ts';
import type { SceneMember } from './sceneMember.ts';

const SUBSCRIPTION = '00000000-0000-4000-8000-000000000000';

/** The simulated Azure that a scene is played in. Subscriptions are one: nothing of a rehearsal asks for more. */
export function seedOf({ members, regions }: Pick<Scene, 'members' | 'regions'>): Seed {
  const byFleet = Map.groupBy(members, ({ fleet }) => fleet);
  return {
    regions,
    fleets: [...byFleet].map(([name, own]): SeedFleet => {
      const place = placeOf(name);
      return {
        name,
        ...place,
        location: own[0]?.location ?? '',
        members: own.map((member) =>
          withoutUndefined({
            name: member.name,
            group: member.group ?? undefined,
            cluster: clusterOf(member, place),
          }),
        ),
      };
    }),
  };
}

function clusterOf(
  member: SceneMember,
  place: { readonly subscriptionId: string; readonly resourceGroup: string },
): SeedCluster {
  return withoutUndefined({
    name: member.name,
    ...place,
    location: member.location,
    kubernetesVersion: member.kubernetesVersion,
    powerState: powerOf(member.powerState),
    nodePools: member.nodePools.map(poolOf),
  });
}

function poolOf(pool: SceneMember['nodePools'][number]): SeedNodePool {
  const mode: SeedNodePool['mode'] = pool.mode === 'System' ? 'System' : 'User';
  const osType: SeedNodePool['osType'] = pool.osType === 'Windows' ? 'Windows' : 'Linux';
  return withoutUndefined({
    name: pool.name,
    mode,
    osType,
    osSku: pool.osSku ?? 'Ubuntu',
    count: pool.count,
    nodeImageVersion: pool.nodeImageVersion,
    kubernetesVersion: pool.kubernetesVersion,
    powerState: powerOf(pool.powerState),
    type: pool.type,
  });
}

const powerOf = (state: string | undefined): 'Stopped' | undefined =>
  state === 'Stopped' ? state : undefined;

const placeOf = (fleet: string) => ({ subscriptionId: SUBSCRIPTION, resourceGroup: `rg-${fleet}` });

/** Clusters of two fleets may have one name. */
export const clusterIdOf = ({ fleet, name }: SceneMember) => clusterId({ name, ...placeOf(fleet) });
