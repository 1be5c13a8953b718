import { z } from 'zod';
import { deliveryView, webhookSecretView } from '../../contracts/webhookAnswers.ts';
import { cancelStart } from '../../operations/triggers/cancelStart.ts';
import { runTriggerNow } from '../../operations/triggers/runTriggerNow.ts';
import { triggers, webhookSecretNames } from '../../operations/triggers/triggers.ts';
import { ofTrigger } from './concerned.ts';
import { defineRoute, noAnswer, noBody, noQuery } from './defineRoute.ts';
import { namedRoutes } from './namedRoutes.ts';
import { json, noContent, type Route } from './route.ts';
import { accepted } from './webhookRoutes.ts';

const ONE = 'api/triggers/{name}';

export function triggerRoutes(): Route[] {
  return [...namedRoutes(triggers), secretsRoute(), ...startRoutes()];
}

function secretsRoute(): Route {
  return defineRoute({
    method: 'GET',
    path: 'api/webhook-secrets',
    operationId: 'listWebhookSecrets',
    body: noBody,
    query: noQuery,
    role: 'Admin',
    summary: 'Names of the app settings that a webhook may name as its secrets, never the secrets',
    success: {
      status: 200,
      description: 'The names',
      schema: z.object({ value: z.array(webhookSecretView) }),
    },
    handle: async ({ app }) => json(200, { value: await webhookSecretNames(app) }),
  });
}

/** What starts a run, and what takes a start back. */
function startRoutes(): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: `${ONE}/run`,
      operationId: 'runTrigger',
      body: noBody,
      query: noQuery,
      role: 'Operator',
      on: 'All',
      fleets: ofTrigger,
      summary: 'Starts a run of the trigger now, whatever its overlap rule and its times say',
      success: {
        status: 202,
        description: 'Accepted; Location is the run (200: nothing started, with the reason)',
        schema: deliveryView,
      },
      handle: async ({ app, name, caller }) => accepted(await runTriggerNow(app, caller, name)),
    }),
    defineRoute({
      method: 'DELETE',
      path: `${ONE}/start-requests/{run}`,
      operationId: 'cancelStartRequest',
      body: noBody,
      query: noQuery,
      role: 'Operator',
      on: 'Any',
      fleets: ofTrigger,
      summary: 'Takes back the start of a run that has not begun, with the run that waits for it',
      success: {
        status: 204,
        description: 'Taken back; what was asked for does not start',
        schema: noAnswer,
      },
      handle: async ({ app, name, run, caller }) => {
        await cancelStart(app, caller, { trigger: name, run });
        return noContent();
      },
    }),
  ];
}
