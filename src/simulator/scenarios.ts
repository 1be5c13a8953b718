import type { Fault, Faults } from './faults.ts';
import type { World } from './state/world.ts';
import type { WorldControls } from './worldControls.ts';

/** A failure to play, by name. */
export interface Scenario {
  readonly name: string;
  readonly description: string;
  /** Changes the world, once: a simulator that goes on from its state file has them already. */
  readonly apply?: (world: WorldControls, memberClusters: readonly string[]) => void;
  /** Set at every start. */
  readonly faults?: readonly Fault[];
}

const HOUR = 3600;

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'upgrade-fails',
    description: 'the first upgrade of the last cluster fails; the next one succeeds',
    apply: (world, clusters) => world.failUpgrades(lastOf(clusters)),
  },
  {
    name: 'upgrade-slow',
    description: 'the upgrade of the last cluster takes six hours',
    apply: (world, clusters) => world.setUpgradeSeconds(lastOf(clusters), 6 * HOUR),
  },
];

function lastOf(clusters: readonly string[]): string {
  const last = clusters.at(-1);
  if (last === undefined) throw new Error('A scenario needs a cluster to act on.');
  return last;
}

/** An unknown name is an error that lists the known ones. */
export function playScenario(name: string, world: World, controls: WorldControls, faults: Faults): void {
  const scenario = SCENARIOS.find((one) => one.name === name);
  if (!scenario) {
    const known = SCENARIOS.map((one) => `  ${one.name}: ${one.description}`).join('\n');
    throw new Error(`There is no scenario ${name}. Known are:\n${known}`);
  }
  for (const fault of scenario.faults ?? []) faults.add(fault);
  if (world.scenario === name) return;
  const clusters = [...world.members.all()].map(({ clusterResourceId }) => clusterResourceId);
  scenario.apply?.(controls, clusters);
  world.scenario = name;
}
