import type { Fault, Faults } from './faults.ts';
import { arrivals, rest, workOfOthers } from './ownLife.ts';
import type { SeedMaintenanceWindow } from './seed.ts';
import type { World } from './state/world.ts';
import type { WorldControls } from './worldControls.ts';

/** A failure to play, by name. What is said of "the last cluster" is that of the seed's last member. */
export interface Scenario {
  readonly name: string;
  readonly description: string;
  /** Changes the world, once: a simulator that goes on from its state file has the change already. */
  readonly apply?: (world: WorldControls, lastCluster: string) => void;
  /** Set at every start. */
  readonly faults?: readonly Fault[];
}

const HOUR = 3600;

const NIGHTLY: SeedMaintenanceWindow = {
  schedule: { daily: { intervalDays: 1 } },
  durationHours: 4,
  startTime: '02:00',
};

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'upgrade-fails',
    description: 'the first upgrade of the last cluster fails, the next one succeeds',
    apply: (world, cluster) => world.failUpgrades(cluster),
  },
  {
    name: 'upgrade-slow',
    description: 'the upgrade of the last cluster takes six hours',
    apply: (world, cluster) => world.setUpgradeSeconds(cluster, 6 * HOUR),
  },
  {
    name: 'cluster-busy',
    description: 'another operation holds the last cluster for two hours: AKS refuses its upgrade meanwhile',
    apply: (world, cluster) => world.setBusy(cluster, 2 * HOUR),
  },
  {
    name: 'cluster-stopped',
    description: 'the last cluster is stopped: its upgrade fails until it is started',
    apply: (world, cluster) => world.setPower(cluster, 'Stopped'),
  },
  {
    name: 'version-not-in-region',
    description:
      'the region of the last cluster offers no minor version but the one it runs: its member stays Pending',
    apply: (world, cluster) => {
      const { location, kubernetesVersion } = world.cluster(cluster);
      world.setKubernetesVersions(location, [kubernetesVersion]);
    },
  },
  {
    name: 'maintenance-windows',
    description:
      'the last cluster may be upgraded only from 02:00 to 06:00 UTC: its member is Pending until then',
    apply: (world, cluster) => {
      world.setMaintenanceWindow(cluster, 'aksManagedAutoUpgradeSchedule', NIGHTLY);
      world.setMaintenanceWindow(cluster, 'aksManagedNodeOSUpgradeSchedule', NIGHTLY);
    },
  },
  {
    name: 'clusters-rest',
    description: 'every second cluster stops by itself after an hour, for twelve hours, each day',
    apply: rest,
  },
  {
    name: 'others-at-work',
    description:
      'twice a day another operation holds each cluster, or its first pool, for half an hour, one a quarter of an hour after the other',
    apply: workOfOthers,
  },
  {
    name: 'versions-arrive',
    description: 'a new patch version and new Linux images reach one region a day',
    apply: arrivals,
  },
  {
    name: 'durations-vary',
    description: 'upgrades take up to a quarter less or more, drawn by a seed',
    apply: (world) => world.drawDurations(25, 1),
  },
  {
    name: 'arm-throttles',
    description: 'every fourth request to ARM is answered 429 with Retry-After of two seconds',
    faults: [{ operation: '*', every: 4, effect: { kind: 'status', status: 429, retryAfterSeconds: 2 } }],
  },
  {
    name: 'arm-errors',
    description: 'one request to ARM in five fails, with 500 or 503',
    faults: [
      { operation: '*', share: { of: 0.1, seed: 1 }, effect: { kind: 'status', status: 500 } },
      { operation: '*', share: { of: 0.1, seed: 2 }, effect: { kind: 'status', status: 503 } },
    ],
  },
  {
    name: 'arm-hangs',
    description: 'one request to ARM in thirty is never answered',
    faults: [{ operation: '*', every: 30, effect: { kind: 'hang' } }],
  },
  {
    name: 'arm-drops',
    description: 'one request to ARM in ten loses its connection before it is done, one in ten afterwards',
    faults: [
      { operation: '*', share: { of: 0.1, seed: 1 }, effect: { kind: 'drop' } },
      { operation: '*', share: { of: 0.1, seed: 2 }, effect: { kind: 'lostAnswer' } },
    ],
  },
  {
    name: 'unhealthy-after-update',
    description: 'a node and a few pods of the last cluster are not ready after its update',
    apply: (world, cluster) =>
      world.setAfterUpgrade(cluster, {
        unwell: { nodesNotReady: 1, podsNotReady: 12, availability: 'Degraded' },
      }),
  },
  {
    name: 'alert-fires',
    description: 'an alert of severity 1 fires on the last cluster when it has been updated',
    apply: (world, cluster) =>
      world.setAfterUpgrade(cluster, { alert: { rule: 'node-not-ready', severity: 'Sev1' } }),
  },
  {
    name: 'health-unknown',
    description: 'no metric of the last cluster has a point, and Resource Health does not know it',
    apply: (world, cluster) => world.setUnwell(cluster, { silent: true, availability: 'Unknown' }),
  },
  {
    name: 'prometheus-down',
    description: 'every query to Prometheus is answered 503',
    faults: [{ operation: 'prometheus.query', effect: { kind: 'status', status: 503 } }],
  },
  {
    name: 'no-access',
    description: 'the app may read the fleet, but no cluster',
    faults: [
      { operation: 'managedClusters.*', effect: { kind: 'status', status: 403 } },
      { operation: 'agentPools.*', effect: { kind: 'status', status: 403 } },
    ],
  },
];

/** An unknown name is an error that lists the known ones. */
export function scenarioNamed(name: string): Scenario {
  const scenario = SCENARIOS.find((one) => one.name === name);
  if (scenario) return scenario;
  const known = SCENARIOS.map((one) => `  ${one.name}: ${one.description}`).join('\n');
  throw new Error(`There is no scenario ${name}. Known are:\n${known}`);
}

export function playScenario(name: string, world: World, controls: WorldControls, faults: Faults): void {
  const scenario = scenarioNamed(name);
  for (const fault of scenario.faults ?? []) faults.add(fault);
  if (world.scenario === name) return;
  const last = [...world.members.all()].at(-1);
  if (scenario.apply && !last) throw new Error(`Scenario ${name} needs a member to act on.`);
  if (last) scenario.apply?.(controls, last.clusterResourceId);
  world.scenario = name;
}
