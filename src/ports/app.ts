import type { ClusterGateway } from './clusterGateway.ts';
import type { FleetGateway } from './fleetGateway.ts';
import type { Orchestrations } from './orchestrations.ts';
import type { HealthGateway } from './healthGateway.ts';
import type { Outbound } from './outbound.ts';
import type { AuditLog } from './auditLog.ts';
import type { CommandStore, PendingGateStore } from './commandStores.ts';
import type { AssignmentStore, InventoryStore, MembershipActStore, UpdateTimeStore } from './fleetStores.ts';
import type { LockStore, PlaceStore } from './lockStores.ts';
import type {
  DeniedVersionStore,
  FreezeStore,
  GrantStore,
  NotificationStore,
  StrategyStore,
} from './namedStores.ts';
import type { NotifyingStores } from './notifyingStores.ts';
import type { LeftFleetRunStore, RunStore } from './runStore.ts';
import type { ReceivedEvents, TriggerStore } from './triggerStores.ts';
import type { Telemetry } from './telemetry.ts';

/** The settings that operations read. */
export interface AppSettings {
  /** ARM ids by alias. */
  readonly fleets: Readonly<Record<string, string>>;
  readonly inventoryMaxAgeMinutes: number;
  /** Members of a fleet that update at once, over all runs; undefined for no bound. */
  readonly maxConcurrentUpdates: number | undefined;
  /** Where health checks of type Http may go, in lower case. */
  readonly healthCheckHosts: readonly string[];
  readonly retentionDays: number;
  readonly historyRetentionDays: number;
  /** By the names of the app settings. */
  readonly webhookSecrets: ReadonlyMap<string, string>;
  /** Addresses and secrets that notifications name, by the names of the app settings. */
  readonly notificationSettings: ReadonlyMap<string, string>;
  /** Where people find the dashboard, without a slash at its end; undefined where nobody has said it. */
  readonly appUrl: string | undefined;
}

/** Everything that an operation works with: what is outside of the process, the settings, and the time. */
export interface App {
  readonly runs: RunStore;
  readonly leftFleetRuns: LeftFleetRunStore;
  readonly commands: CommandStore;
  readonly pendingGates: PendingGateStore;
  readonly locks: LockStore;
  readonly places: PlaceStore;
  readonly inventory: InventoryStore;
  readonly updateTimes: UpdateTimeStore;
  readonly assignments: AssignmentStore;
  readonly membershipActs: MembershipActStore;
  readonly strategies: StrategyStore;
  readonly freezes: FreezeStore;
  readonly access: GrantStore;
  readonly deniedVersions: DeniedVersionStore;
  readonly notifications: NotificationStore;
  readonly notifying: NotifyingStores;
  readonly triggers: TriggerStore;
  readonly receivedEvents: ReceivedEvents;
  readonly audit: AuditLog;
  readonly fleets: FleetGateway;
  readonly clusters: ClusterGateway;
  readonly health: HealthGateway;
  readonly outbound: Outbound;
  readonly telemetry: Telemetry;
  readonly settings: AppSettings;
  /** Of the fleets in the settings, by name. */
  readonly fleetAliases: readonly string[];
  /** ISO 8601 UTC. */
  readonly now: () => string;
}

/** The app in a call that may start and end orchestrations. Activities are no such calls: they have an `App`. */
export interface DurableApp extends App {
  readonly orchestrations: Orchestrations;
}
