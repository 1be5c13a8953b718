import type { ArmConnection } from '../../../src/azure/arm/armConnection.ts';
import { createFleetGateway } from '../../../src/azure/arm/fleetManager.ts';
import { createClusterGateway } from '../../../src/azure/arm/managedClusters.ts';
import { createHealthGateway } from '../../../src/azure/health/azureHealth.ts';
import type { Clock } from '../../../src/clock/clock.ts';
import { VirtualClock } from '../../../src/clock/virtualClock.ts';
import { fleetIdsOf } from '../../../src/demo/fleetIds.ts';
import type { Seed } from '../../../src/simulator/seed.ts';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../../src/simulator/simulator.ts';
import type { ClusterGateway } from '../../../src/ports/clusterGateway.ts';
import type { HealthGateway } from '../../../src/ports/healthGateway.ts';
import type { FleetGateway } from '../../../src/ports/fleetGateway.ts';
import { trustCertificate } from '../../../src/simulator/trust.ts';

export interface SimulatedArm {
  readonly simulator: Simulator;
  readonly fleets: FleetGateway;
  readonly clusters: ClusterGateway;
  readonly health: HealthGateway;
}

const started: Simulator[] = [];

/** The gateways on a simulator, with delays so short that no test waits. Time stands still unless a clock is given. */
export async function simulatedArm(
  seed: Seed,
  options: Partial<SimulatorOptions> = {},
  clock: Clock = new VirtualClock('2026-03-02T08:00:00Z'),
): Promise<SimulatedArm> {
  const simulator = await startSimulator({ clock, seed, ...options });
  started.push(simulator);
  trustCertificate(simulator.certificate);
  const { endpoint } = simulator;
  const token = { token: simulator.issueToken(), expiresOnTimestamp: Date.now() + 3_600_000 };
  const connection: ArmConnection = {
    credential: { getToken: () => Promise.resolve(token) },
    endpoint,
    scope: `${endpoint}/.default`,
    retryDelayInMs: 1,
    pollIntervalInMs: 1,
  };
  return {
    simulator,
    fleets: createFleetGateway(connection, fleetIdsOf(seed)),
    clusters: createClusterGateway(connection),
    health: createHealthGateway(connection, endpoint),
  };
}

/** For afterEach. */
export async function endSimulatedArms(): Promise<void> {
  await Promise.all(started.splice(0).map((simulator) => simulator.close()));
}
