import type { z } from 'zod';
import type { StoredAuditEntry } from '../../domain/auditTypes.ts';
import type { CorruptRowError } from '../../domain/errors.ts';
import type { AuditLog } from '../../ports/auditLog.ts';
import type { CommandStore, PendingGateStore } from '../../ports/commandStores.ts';
import type {
  AssignmentStore,
  InventoryStore,
  MembershipActStore,
  UpdateTimeStore,
} from '../../ports/fleetStores.ts';
import type { LockStore, PlaceStore } from '../../ports/lockStores.ts';
import type {
  DeniedVersionStore,
  FreezeStore,
  GrantStore,
  NotificationStore,
  StrategyStore,
} from '../../ports/namedStores.ts';
import type { NotifyingStores } from '../../ports/notifyingStores.ts';
import type { LeftFleetRunStore, RunStore } from '../../ports/runStore.ts';
import type { ReceivedEvents, TriggerStore } from '../../ports/triggerStores.ts';
import { tableAssignmentStore } from './assignmentStore.ts';
import { attempts } from './attempts.ts';
import { tableAuditLog } from './auditLog.ts';
import { tableCommandStore } from './commandStore.ts';
import { frozenPlans } from './frozenPlans.ts';
import { groups } from './groups.ts';
import { tableInventoryStore } from './inventoryStore.ts';
import { tableUpdateTimeStore } from './updateTimeStore.ts';
import { tableLockStore } from './lockStore.ts';
import { tablePendingGateStore } from './pendingGateStore.ts';
import { tablePlaceStore } from './placeStore.ts';
import { safe } from './keys.ts';
import { ResourceStores } from './resourceStores.ts';
import { Outbox } from './outbox.ts';
import { runEvents } from './runEvents.ts';
import { runHeaders } from './runHeaders.ts';
import { shownRuns } from './shownRuns.ts';
import { GroupMembers } from './groupMembers.ts';
import { runTree } from './runTree.ts';
import { unsettledRuns } from './unsettledRuns.ts';
import { keptNamedStore } from './keptNamedStore.ts';
import { ChangeVersions } from './versions.ts';
import { notifyingStores } from './notifyingStores.ts';
import { tableNamedStore } from './namedStore.ts';
import { membershipActSchema } from '../../domain/fleet/membershipAct.ts';
import { leftFleetRunSchema } from '../../domain/run/leftFleetRun.ts';
import { strategyKind } from '../../domain/plan/strategy.ts';
import { deniedVersionKind } from '../../domain/plan/deniedVersion.ts';
import { notificationKind } from '../../domain/notify/notification.ts';
import { grantKind } from '../../domain/access/grant.ts';
import { freezeKind } from '../../domain/freeze/freeze.ts';
import { supportNoticeSchema } from '../../domain/fleet/supportNotice.ts';
import { eventCountSchema } from '../../domain/fleet/eventCount.ts';
import { deliveryReceiptSchema } from '../../domain/trigger/deliveryReceipt.ts';
import { startRequestSchema } from '../../domain/trigger/startRequest.ts';
import { triggerSchema } from '../../domain/trigger/trigger.ts';
import { triggerStateSchema } from '../../domain/trigger/triggerState.ts';
import type { Table } from '../../ports/table.ts';
import { startRequestStore } from './startRequestStore.ts';
import { StorageTable } from './storageTable.ts';
import type { TableConnection } from './tableClients.ts';

export interface Stores {
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
}

/**
 * Every store on Table Storage. Nothing is sent before the first use, which creates the table. Whatever Storage
 * refuses, or does not answer within half a minute, is a DependencyError; a row that cannot be read is a
 * CorruptRowError, except in lists of things by themselves: those leave it out and tell `onUnreadable`. The layout is in docs/adr/0004-table-keys.md.
 */
export function tableStores(
  connection: TableConnection,
  onUnreadable?: (error: CorruptRowError) => void,
  toldOf?: (entry: StoredAuditEntry) => void,
): Stores {
  return storesOn((name) => new StorageTable(connection, name, onUnreadable), undefined, toldOf);
}

/** Beside the partitions of fleets, whose aliases have no capitals. */
const ACTS = 'membershipActs';

/** Every store on tables of any kind: what a store does with its rows is the same on all. */
export function storesOn(
  open: (name: string) => Table,
  now: () => string = () => new Date().toISOString(),
  toldOf?: (entry: StoredAuditEntry) => void,
): Stores {
  const runs = open('Runs');
  const commands = open('Commands');
  const triggers = open('Triggers');
  const assignments = open('Assignments');
  const deliveries = open('Deliveries');
  const inventory = open('Inventory');
  const versions = new ChangeVersions(inventory, 'versions');
  const members = new GroupMembers();
  const audit = tableAuditLog(open('Audit'), toldOf);
  // A table of their own from the first release on; kinds that came later share one.
  const strategies = new ResourceStores(open('Strategies'), audit);
  const resources = new ResourceStores(open('Resources'), audit);
  const ofTriggers = new Outbox(triggers, audit);
  const ofAssignments = new Outbox(assignments, audit);
  return {
    runs: {
      ...runHeaders(runs, commands, now),
      ...unsettledRuns(runs),
      ...runEvents(runs, commands),
      ...runTree(runs, commands),
      ...attempts(runs),
      ...frozenPlans(runs),
      ...groups(runs, members),
      ...shownRuns(runs, commands, members),
    },
    leftFleetRuns: tableNamedStore(runs, 'leftFleetRuns', leftFleetRunSchema, new Outbox(runs, audit)),
    commands: tableCommandStore(commands, runs),
    pendingGates: tablePendingGateStore(runs),
    locks: tableLockStore(open('Locks')),
    places: tablePlaceStore(open('Places')),
    inventory: tableInventoryStore(inventory, versions),
    updateTimes: tableUpdateTimeStore(inventory, versions),
    assignments: tableAssignmentStore(assignments, ofAssignments, versions),
    membershipActs: tableNamedStore(assignments, ACTS, membershipActSchema, ofAssignments),
    strategies: strategies.of(strategyKind),
    freezes: resources.of(freezeKind),
    access: keptNamedStore(resources.of(grantKind), 'access', versions),
    deniedVersions: keptNamedStore(resources.of(deniedVersionKind), 'deniedVersions', versions),
    notifications: resources.of(notificationKind),
    notifying: notifyingStores(deliveries, new Outbox(deliveries, audit)),
    ...triggerStores(triggers, ofTriggers, versions),
    audit: {
      ...audit,
      carryLeft: async (fleets) => {
        await strategies.carry();
        await resources.carry();
        for (const partition of ['definitions', 'requests']) await ofTriggers.carry(partition);
        for (const partition of [ACTS, ...fleets.map(safe)]) await ofAssignments.carry(partition);
      },
    },
  };
}

function triggerStores(
  table: Table,
  outbox: Outbox,
  versions: ChangeVersions,
): Pick<Stores, 'triggers' | 'receivedEvents'> {
  const named = <T extends { readonly name: string }>(partition: string, schema: z.ZodType<T>) =>
    tableNamedStore(table, partition, schema, outbox);
  const notices = named('supportNotices', supportNoticeSchema);
  return {
    triggers: {
      definitions: named('definitions', triggerSchema),
      states: named('states', triggerStateSchema),
      requests: startRequestStore(named('requests', startRequestSchema), table),
      receipts: named('receipts', deliveryReceiptSchema),
    },
    receivedEvents: {
      supportNotices: keptNamedStore(notices, 'supportNotices', versions),
      counts: named('eventCounts', eventCountSchema),
    },
  };
}
