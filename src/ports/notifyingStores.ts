import type { Delivery } from '../domain/notify/delivery.ts';
import type { NotedFreeze, Pause } from '../domain/notify/noted.ts';
import type { Untold } from '../domain/notify/untold.ts';
import type { NamedStore } from './namedStores.ts';
import type { Stored } from './stored.ts';
import type { Written } from './written.ts';

/** What is on its way to notifications, and what was. */
export interface DeliveryStore {
  /** `lost` when that occurrence was added before. */
  add(delivery: Delivery): Promise<Written>;
  /** Those that wait, what happened first first. */
  open(notification: string, most: number): Promise<readonly Stored<Delivery>[]>;
  write(delivery: Stored<Delivery>): Promise<Stored<Delivery> | 'lost'>;
  /** What happened last first. */
  newest(notification: string, count: number): Promise<readonly Delivery[]>;
  removeAll(notification: string): Promise<void>;
  /** Those of what happened before. */
  removeBefore(notification: string, time: string): Promise<void>;
}

/** How far telling has come. */
export interface NotifyingStores {
  readonly deliveries: DeliveryStore;
  /** By the ids of the runs of which not all may be told. */
  readonly untold: NamedStore<Untold>;
  /** How far the audit log is looked through. */
  readonly looked: NamedStore<Untold>;
  readonly freezesOn: NamedStore<NotedFreeze>;
  readonly pauses: NamedStore<Pause>;
}
