import type { SceneMember } from './sceneMember.ts';

export interface MadeUpFleet {
  readonly members: number;
  readonly regions: number;
  /** Members are dealt to them in turn; none leaves them in none. */
  readonly groups: readonly string[];
  readonly kubernetesVersion: string;
}

const REGIONS = ['westeurope', 'northeurope', 'eastus', 'westus3', 'southeastasia', 'uksouth', 'brazilsouth'];
const IMAGE = 'AKSUbuntu-2204gen2containerd-202601.01.0';

/** Members `aks-001`, `aks-002`, … of one fleet. */
export function madeUpMembers({ members, regions, groups, kubernetesVersion }: MadeUpFleet): SceneMember[] {
  return Array.from({ length: members }, (_, index): SceneMember => {
    const name = `aks-${String(index + 1).padStart(3, '0')}`;
    const region = index % regions;
    const group = groups[index % Math.max(1, groups.length)];
    return {
      fleet: 'fleet',
      name,
      ...(group !== undefined && { group }),
      location: REGIONS[region] ?? `region-${region + 1}`,
      kubernetesVersion,
      nodePools: [
        { name: 'system', mode: 'System', osType: 'Linux', count: 3, nodeImageVersion: IMAGE },
        { name: 'apps', mode: 'User', osType: 'Linux', count: 5, nodeImageVersion: IMAGE },
      ],
    };
  });
}
