import { sha256 } from '../../domain/sha256.ts';
import { ERROR_CODES, FleetUpdatesError, invalidRequest, isErrorCode } from '../../domain/errors.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import { runNameFor } from '../../domain/trigger/runNames.ts';
import { forbiddenParameters, type DeliveryParameters } from '../../domain/trigger/allowedParameters.ts';
import { beingStarted, type StartRequest } from '../../domain/trigger/startRequest.ts';
import type { WebhookTrigger } from '../../domain/trigger/trigger.ts';
import { updateOf } from '../../domain/trigger/triggerUpdate.ts';
import type { Authenticated } from './deliveryAuthentication.ts';
import type { OpenedWebhook } from './openWebhook.ts';
import type { Admitted } from './admitted.ts';
import { admit } from './startRequests.ts';
import type { DurableApp } from '../../ports/app.ts';

/**
 * Starts the run of a delivery, one however often it comes. Throws `InvalidRequest` for a parameter that the
 * trigger does not allow, `SignatureRefused` for a signature that was used under another delivery's id, and whatever
 * refuses the run.
 */
export async function takeDelivery(
  app: DurableApp,
  { trigger, sender }: OpenedWebhook,
  parameters: DeliveryParameters,
): Promise<StartRequest> {
  refuseForbidden(trigger, parameters);
  const admitted = await admit(
    app,
    requestOf(trigger, sender, parameters, app.now()),
    ({ result }) => result.outcome === 'Failed',
  );
  const { deliveryId } = admitted.request;
  if (deliveryId !== sender.deliveryId) {
    const detail = `The signature came before, under the delivery id ${deliveryId}: this is a replay.`;
    throw new FleetUpdatesError('SignatureRefused', detail);
  }
  return requestUnlessRefused(admitted);
}

/** The request, or the refusal that kept its run from being there. */
export function requestUnlessRefused({ request, refusal }: Admitted): StartRequest {
  if (refusal) throw refusal;
  const { outcome, message, code } = request.result;
  if (outcome !== 'Failed') return request;
  const known =
    code !== undefined && isErrorCode(code) && 'status' in ERROR_CODES[code] ? code : 'InvalidState';
  throw new FleetUpdatesError(known, message);
}

function requestOf(
  trigger: WebhookTrigger,
  { deliveryId, identity }: Authenticated,
  parameters: DeliveryParameters,
  now: string,
): StartRequest {
  const hash = sha256(identity);
  const delivery = hash.slice(0, 8);
  const update = updateOf(trigger, parameters.kubernetesVersion);
  if (!update) {
    const detail = 'is required: the trigger leaves the version to the delivery';
    throw invalidRequest({ pointer: '/kubernetesVersion', detail });
  }
  const run =
    parameters.name ?? runNameFor(trigger.nameTemplate, { trigger: trigger.name, at: now, delivery });
  return withoutUndefined({
    name: `${trigger.name}.${hash.slice(0, 32)}`,
    trigger: trigger.name,
    run,
    strategy: parameters.strategy ?? trigger.strategy,
    fleets: trigger.fleets,
    leaveOut: trigger.leaveOut,
    managedClusterUpdate: update,
    versionsFrom: trigger.versionsFrom,
    start: parameters.start ?? true,
    heedsOverlap: true,
    cause: `Delivery ${deliveryId}`,
    deliveryId,
    receivedAt: now,
    parameters,
    result: beingStarted(run, now),
  });
}

function refuseForbidden(trigger: WebhookTrigger, given: DeliveryParameters): void {
  const errors = forbiddenParameters(trigger, given).map(({ field, detail }) => ({
    pointer: `/${field}`,
    detail,
  }));
  if (errors.length > 0) throw invalidRequest(...errors);
}
