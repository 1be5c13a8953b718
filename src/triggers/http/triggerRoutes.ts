import { z } from 'zod';
import { listOf } from '../../contracts/lists.ts';
import { deliveryView, triggerBody, triggerView, webhookSecretView } from '../../contracts/triggers.ts';
import { cancelStart } from '../../operations/triggers/cancelStart.ts';
import { runTriggerNow } from '../../operations/triggers/runTriggerNow.ts';
import { listTriggers } from '../../operations/triggers/triggerView.ts';
import {
  deleteTrigger,
  getTrigger,
  putTrigger,
  webhookSecretNames,
} from '../../operations/triggers/triggers.ts';
import { defineRoute, noAnswer, noBody, noQuery } from './defineRoute.ts';
import { json, list, noContent, type Route } from './route.ts';
import { accepted } from './webhookRoutes.ts';

const ALL = 'api/triggers';
const ONE = 'api/triggers/{name}';

export function triggerRoutes(): Route[] {
  return [...readRoutes(), secretsRoute(), ...changeRoutes(), ...startRoutes()];
}

function readRoutes(): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: ALL,
      operationId: 'listTriggers',
      body: noBody,
      query: noQuery,
      role: 'Reader',
      summary:
        'All triggers, by name, with their next times, their open start requests and what became of the last one',
      success: {
        status: 200,
        description: 'The triggers',
        schema: listOf(triggerView),
      },
      handle: async ({ app }) => {
        const { value, unreadable } = await listTriggers(app);
        return json(200, list(value, unreadable));
      },
    }),
    defineRoute({
      method: 'GET',
      path: ONE,
      operationId: 'getTrigger',
      body: noBody,
      query: noQuery,
      role: 'Reader',
      summary: 'A trigger with its open start requests; its ETag is for PUT and DELETE',
      success: { status: 200, description: 'The trigger', schema: triggerView },
      handle: async ({ app, name }) => {
        const { value, eTag } = await getTrigger(app, name);
        return json(200, value, { etag: eTag });
      },
    }),
  ];
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

function changeRoutes(): Route[] {
  return [
    defineRoute({
      method: 'PUT',
      path: ONE,
      operationId: 'putTrigger',
      body: triggerBody,
      query: noQuery,
      role: 'Admin',
      summary: 'Creates or replaces a trigger, or pauses it (enabled: false)',
      success: { status: 200, description: 'Replaced (201: created)', schema: triggerView },
      handle: async ({ app, name, body, preconditions, caller, url }) => {
        const { stored, created } = await putTrigger(app, caller, { name, body, preconditions });
        const headers = { etag: stored.eTag, ...(created && { location: new URL(url).pathname }) };
        return json(created ? 201 : 200, stored.value, headers);
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: ONE,
      operationId: 'deleteTrigger',
      body: noBody,
      query: noQuery,
      role: 'Admin',
      summary: 'Deletes a trigger and takes back its start requests; runs that it started go on',
      success: { status: 204, description: 'Deleted', schema: noAnswer },
      handle: async ({ app, name, preconditions, caller }) => {
        await deleteTrigger(app, caller, { name, preconditions });
        return noContent();
      },
    }),
  ];
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
