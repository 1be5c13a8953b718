import type { ClusterGateway } from './clusterGateway.ts';
import type { FleetGateway } from './fleetGateway.ts';
import type { Durable } from './orchestrations.ts';
import type {
  AssignmentStore,
  AuditLog,
  CommandStore,
  InventoryStore,
  LeftFleetRunStore,
  LockStore,
  MembershipActStore,
  ReceivedEvents,
  RunStore,
  StrategyStore,
  TriggerStore,
} from './stores.ts';
import type { Telemetry } from './telemetry.ts';

/** Everything outside the process that the app works with. */
export interface AppPorts {
  readonly runs: RunStore;
  readonly leftFleetRuns: LeftFleetRunStore;
  readonly commands: CommandStore;
  readonly locks: LockStore;
  readonly inventory: InventoryStore;
  readonly assignments: AssignmentStore;
  readonly membershipActs: MembershipActStore;
  readonly strategies: StrategyStore;
  readonly triggers: TriggerStore;
  readonly receivedEvents: ReceivedEvents;
  readonly audit: AuditLog;
  readonly fleets: FleetGateway;
  readonly clusters: ClusterGateway;
  readonly durable: Durable;
  readonly telemetry: Telemetry;
}
