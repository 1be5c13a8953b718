import type { EventCount } from '../domain/fleet/eventCount.ts';
import type { SupportNotice } from '../domain/fleet/supportNotice.ts';
import type { DeliveryReceipt } from '../domain/trigger/deliveryReceipt.ts';
import type { StartRequest } from '../domain/trigger/startRequest.ts';
import type { Trigger } from '../domain/trigger/trigger.ts';
import type { TriggerState } from '../domain/trigger/triggerState.ts';
import type { NamedStore } from './namedStores.ts';
import type { Stored } from './stored.ts';

export interface StartRequestStore extends NamedStore<StartRequest> {
  /** Those whose runs may still start by themselves, in no order; the others are not read. */
  listOpen(): Promise<Stored<StartRequest>[]>;
}

/** What users say of a trigger, how far it has come, and what it was asked to start. */
export interface TriggerStore {
  readonly definitions: NamedStore<Trigger>;
  readonly states: NamedStore<TriggerState>;
  readonly requests: StartRequestStore;
  readonly receipts: NamedStore<DeliveryReceipt>;
}

/** What Event Grid said that starts no run. */
export interface ReceivedEvents {
  /** One for each cluster, the newest. */
  readonly supportNotices: NamedStore<SupportNotice>;
  /** Of events that this app does nothing with, one for each type. */
  readonly counts: NamedStore<EventCount>;
}
