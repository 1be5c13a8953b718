import { rolesOn } from '../../domain/access/rights.ts';
import type { Principal } from '../../domain/access/roles.ts';
import { sha256 } from '../../domain/sha256.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import { FleetUpdatesError } from '../../domain/errors.ts';
import { replayProblem, type DeliveryReceipt } from '../../domain/trigger/deliveryReceipt.ts';
import type { WebhookTrigger } from '../../domain/trigger/trigger.ts';
import { fleetsNamed } from '../access/fleetsConcerned.ts';
import { authenticate, whyUnsigned, type Authenticated, type Call } from './deliveryAuthentication.ts';
import type { App } from '../../ports/app.ts';

/** A webhook call whose body is still to be read. */
export interface UnreadDelivery extends Omit<Call, 'principal'> {
  /** Who is signed in, if anybody is. */
  readonly signedIn?: Principal;
  readonly readBody: () => Promise<Uint8Array>;
}

/** A delivery whose sender may start this trigger's runs. */
export interface OpenedWebhook {
  readonly trigger: WebhookTrigger;
  readonly sender: Authenticated;
  readonly body: Uint8Array;
}

/**
 * Lets a delivery in. Throws `NotFound`, `SignatureRefused`, or `InvalidState` for a paused trigger. The body is read
 * only when there is such a webhook and the call has what its signature needs; nothing of it is understood.
 */
export async function openWebhook(
  app: App,
  name: string,
  { readBody, signedIn, headers }: UnreadDelivery,
): Promise<OpenedWebhook> {
  const trigger = (await app.triggers.definitions.get(name))?.value;
  if (trigger?.kind !== 'webhook') throw new FleetUpdatesError('NotFound', `There is no webhook ${name}.`);
  const { authentication } = trigger.webhook;
  const call = withoutUndefined({ headers, principal: starterOf(app, trigger, signedIn) });
  const unsigned = whyUnsigned(authentication, call);
  if (unsigned !== undefined) throw new FleetUpdatesError('SignatureRefused', unsigned);
  const body = await readBody();
  const now = app.now();
  const sender = authenticate(authentication, app.settings.webhookSecrets, { ...call, body }, now);
  if (typeof sender === 'string') throw new FleetUpdatesError('SignatureRefused', sender);
  if (sender.isReplayable) await refuseReplay(app, trigger, sender, now);
  if (!trigger.enabled) throw new FleetUpdatesError('InvalidState', `Trigger ${name} is paused.`);
  return { trigger, sender, body };
}

/** Whoever may start runs on the trigger's fleets may do so by a webhook that takes an Entra token. */
function starterOf(app: App, trigger: WebhookTrigger, signedIn: Principal | undefined): string | undefined {
  if (!signedIn) return undefined;
  const roles = rolesOn(signedIn, fleetsNamed(app, trigger), 'All');
  return roles.includes('Operator') ? signedIn.user : undefined;
}

/** Before anything else is made of the delivery, so that a refused one is not to be had again under another id. */
async function refuseReplay(
  { triggers: { receipts } }: App,
  { name: trigger, createdAt: triggerCreatedAt }: WebhookTrigger,
  { identity, deliveryId }: Authenticated,
  now: string,
): Promise<void> {
  const hash = sha256(`${triggerCreatedAt} ${identity}`, 32);
  const name = `${trigger}.${hash}`;
  const receipt: DeliveryReceipt = { name, trigger, triggerCreatedAt, deliveryId, receivedAt: now };
  if ((await receipts.put(receipt, undefined)) !== 'lost') return;
  const known = await receipts.get(name);
  const problem = known && replayProblem(known.value, deliveryId, now);
  if (problem !== undefined) throw new FleetUpdatesError('SignatureRefused', problem);
}
