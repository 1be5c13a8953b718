import type { HealthSubject } from '../../../src/domain/health/subject.ts';

const idOf = (name: string) =>
  `/subscriptions/s1/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/${name}`;

export const NOW = '2026-03-01T12:00:00.000Z';
export const SINCE = '2026-03-01T10:00:00.000Z';

/** Clusters that were brought to 1.33.5, each with a pool. */
export function subjectOf(...names: string[]): HealthSubject {
  return {
    since: SINCE,
    lock: { kubernetesVersion: '1.33.5', nodeImageVersions: ['AKSUbuntu-2204gen2containerd-202602.10.0'] },
    clusters: names.map((name) => ({
      name: `member-${name}`,
      clusterResourceId: idOf(name),
      location: 'westeurope',
      to: {
        kubernetesVersion: '1.33.5',
        nodePools: [
          {
            name: 'system',
            kubernetesVersion: '1.33.5',
            nodeImageVersion: 'AKSUbuntu-2204gen2containerd-202602.10.0',
          },
        ],
      },
    })),
  };
}

/** As Azure may write it: ids compare without case. */
export const shouted = (name: string) => idOf(name).toUpperCase();
export const keyOf = (name: string) => idOf(name).toLowerCase();
