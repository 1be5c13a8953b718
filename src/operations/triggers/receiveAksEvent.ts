import { sha256 } from '../../domain/sha256.ts';
import type { AksEvent } from '../../contracts/aksEvents.ts';
import { clusterKey } from '../../domain/group/lock.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import { worseNotice } from '../../domain/fleet/supportNotice.ts';
import { versionOf } from '../../domain/trigger/release.ts';
import { runNameFor } from '../../domain/trigger/runNames.ts';
import { beingStarted, isWorthAnotherTry, type StartRequest } from '../../domain/trigger/startRequest.ts';
import type { ReleaseTrigger } from '../../domain/trigger/trigger.ts';
import { updateOf } from '../../domain/trigger/triggerUpdate.ts';
import type { NamedStore } from '../../ports/namedStores.ts';
import type { ReceivedEvents } from '../../ports/triggerStores.ts';
import { admit } from './startRequests.ts';
import type { DurableApp } from '../../ports/app.ts';

type Released = Extract<AksEvent, { kind: 'released' }>;
type Support = Extract<AksEvent, { kind: 'support' }>;

/** Of one row that many deliveries write at the same time. */
const MOST_TRIES = 50;

/**
 * Does what an event of AKS asks for; the same event, or another about the same release, changes nothing more. What
 * this app has no use for, or cannot read, is counted. Throws only what makes another delivery worth while.
 */
export async function receiveAksEvent(app: DurableApp, event: AksEvent): Promise<void> {
  const now = app.now();
  const { receivedEvents: received } = app;
  switch (event.kind) {
    case 'released':
      await startReleaseRuns(app, event, now);
      break;
    case 'support':
      await keepNotice(received, event, now);
      break;
    case 'foreign':
      await count(received, event.type, now);
      break;
    case 'malformed':
      await count(received, event.type, now, event.reason);
  }
}

async function startReleaseRuns(app: DurableApp, event: Released, now: string): Promise<void> {
  for (const { value: trigger } of await app.triggers.definitions.list()) {
    if (trigger.kind !== 'release' || !trigger.enabled) continue;
    const version = versionOf(trigger.release, event);
    const request = version === undefined ? undefined : requestOf(trigger, version, event.id, now);
    if (request) await admit(app, request, (known) => isWorthAnotherTry(known, now));
  }
}

/** Named by trigger and version alone: a thousand clusters tell of the same release. */
function requestOf(
  trigger: ReleaseTrigger,
  version: string,
  eventId: string,
  now: string,
): StartRequest | undefined {
  const managedClusterUpdate = updateOf(trigger, version);
  const run = runNameFor(trigger.nameTemplate, { trigger: trigger.name, at: now, version });
  return (
    managedClusterUpdate &&
    withoutUndefined({
      name: `${trigger.name}.${version}`,
      trigger: trigger.name,
      run,
      managedClusterUpdate,
      strategy: trigger.strategy,
      fleets: trigger.fleets,
      leaveOut: trigger.leaveOut,
      start: true,
      release: version,
      heedsOverlap: true,
      cause: `AKS released Kubernetes ${version} (event ${eventId})`,
      deliveryId: eventId,
      receivedAt: now,
      result: beingStarted(run, now),
    })
  );
}

async function keepNotice({ supportNotices }: ReceivedEvents, event: Support, now: string): Promise<void> {
  const { clusterResourceId, status, kubernetesVersion } = event;
  const name = noticeName(clusterResourceId);
  const notice = { name, clusterResourceId, status, kubernetesVersion, receivedAt: event.at ?? now };
  await change(supportNotices, name, (known) => worseNotice(known, notice));
}

/** The name under which a cluster's notice is kept, whatever the spelling of its id. */
export function noticeName(clusterResourceId: string): string {
  return sha256(clusterKey(clusterResourceId), 32);
}

async function count(
  { counts }: ReceivedEvents,
  type: string,
  lastReceivedAt: string,
  reason?: string,
): Promise<void> {
  await change(counts, type, (known) =>
    withoutUndefined({ name: type, count: (known?.count ?? 0) + 1, lastReceivedAt, reason }),
  );
}

async function change<T>(
  store: NamedStore<T>,
  name: string,
  next: (known: T | undefined) => T,
): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const known = await store.get(name);
    if ((await store.put(next(known?.value), known?.eTag)) !== 'lost') return;
  }
  throw new Error(`The row of ${name} is written by too many at once.`);
}
