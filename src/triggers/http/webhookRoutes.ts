import { z } from 'zod';
import type { Authentication } from '../../contracts/principal.ts';
import { gitHubEventProblem } from '../../contracts/gitHubEvents.ts';
import { deliveryView, type DeliveryView } from '../../contracts/webhookAnswers.ts';
import { deliveryParameters, readPipelineEvent } from '../../contracts/webhookDeliveries.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import { FleetUpdatesError } from '../../domain/errors.ts';
import { whyIgnored, type PipelineEvent } from '../../domain/trigger/pipelineEvent.ts';
import type { StartRequest } from '../../domain/trigger/startRequest.ts';
import { openWebhook } from '../../operations/triggers/openWebhook.ts';
import { takeDelivery } from '../../operations/triggers/receiveDelivery.ts';
import { checkedBody, checkedNames, invalidBody, parseJson, readBytes } from './parseRequest.ts';
import { json, toResponse, type Answer, type Route } from './route.ts';

/**
 * `POST /api/webhooks/{name}`: not a route like the others, as nothing of the body may be looked at before its
 * signature, which is over the bytes, is known to be good.
 */
export function webhookRoutes(authentication: Authentication): Route[] {
  return [
    {
      method: 'POST',
      path: 'api/webhooks/{name}',
      operationId: 'receiveDelivery',
      role: 'Public',
      summary:
        'Starts the run of a webhook trigger: a signed call of a pipeline with the parameters that the trigger allows, or an event of GitHub or Azure DevOps',
      body: deliveryParameters,
      query: z.strictObject({}),
      success: {
        status: 202,
        description: 'Accepted; Location is the run (200: ignored, with the reason)',
        schema: deliveryView,
      },
      respond: async (request, app, caller) => {
        const { name } = checkedNames(request);
        const { headers } = request;
        // With authentication off nobody has a token.
        const signedIn = authentication.kind === 'entra' ? caller : undefined;
        const call = withoutUndefined({ headers, signedIn, readBody: () => readBytes(request) });
        const opened = await openWebhook(app, name, call);
        const { body } = opened;
        const parsed = body.byteLength === 0 ? {} : parseJson(body, headers.get('content-type'));
        const event = eventOf(headers.get('x-github-event') ?? undefined, parsed);
        const reason = event && whyIgnored(event, opened.trigger.webhook.filters);
        if (reason !== undefined) return await toResponse(request, ignored(reason));
        const parameters = event ? {} : checkedBody(deliveryParameters, parsed);
        return await toResponse(request, accepted(await takeDelivery(app, opened, parameters)));
      },
    },
  ];
}

/** The event of a delivery; undefined for a call of a pipeline. Throws `InvalidRequest`. */
function eventOf(gitHubEvent: string | undefined, body: unknown): PipelineEvent | undefined {
  const disagrees = gitHubEvent === undefined ? undefined : gitHubEventProblem(gitHubEvent, body);
  if (disagrees !== undefined) {
    const errors = [{ pointer: 'X-GitHub-Event', detail: disagrees }];
    throw new FleetUpdatesError('InvalidRequest', `X-GitHub-Event ${disagrees}.`, { errors });
  }
  const event = readPipelineEvent(gitHubEvent, body);
  if (Array.isArray(event)) throw invalidBody(event);
  return event;
}

function ignored(reason: string): Answer<DeliveryView> {
  const body: DeliveryView = { status: 'ignored', reason };
  return json(200, body);
}

/** The overlap rule may have decided that nothing starts: for the caller that is as good as ignored. */
export function accepted({ run, result: { outcome, message } }: StartRequest): Answer<DeliveryView> {
  if (outcome === 'Skipped' || outcome === 'Cancelled') return ignored(message);
  const body: DeliveryView = { status: 'accepted', run, outcome, message };
  return json(202, body, { location: `/api/runs/${run}` });
}
