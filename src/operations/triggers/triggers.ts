import type { Caller } from '../caller.ts';
import { name as nameSchema } from '../../domain/nameSchemas.ts';
import { triggerKind, type TriggerBody } from '../../contracts/triggers.ts';
import { savedByOf } from '../../domain/access/savedBy.ts';
import { FleetUpdatesError, invalidRequest, type FieldError } from '../../domain/errors.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import { THE_RUN } from '../../domain/trigger/completion.ts';
import { runNameFor } from '../../domain/trigger/runNames.ts';
import type { Trigger } from '../../domain/trigger/trigger.ts';
import { secretErrors, type SigningScheme } from '../../domain/trigger/webhookKeys.ts';
import { cancelOpen } from './cancelStart.ts';
import { refuseUnlessHeld } from '../access/fleetsConcerned.ts';
import { namedResource } from '../named/namedResource.ts';
import { strategyAndFleetsOf } from '../runs/resolveRequest.ts';
import { knownVersionOfChannel } from './versionOfChannel.ts';
import { noSuchRun, takeVersionsFrom } from '../runs/takeVersionsFrom.ts';
import { refuseCompletion } from './refuseCompletion.ts';
import { listTriggers, readView } from './triggerView.ts';
import type { App } from '../../ports/app.ts';

/** What fell due before a change is not made up for; a pause takes back what has not started. */
export const triggers = namedResource({
  kind: triggerKind,
  storeOf: ({ triggers: { definitions } }) => definitions,
  valueOf: (name, body, authorship, principal): Trigger => {
    const savedBy = principal && savedByOf(principal);
    return { ...body, name, ...authorship, ...(savedBy && { savedBy }) };
  },
  // The ETag is the definition's: what the trigger does does not change it.
  views: { one: readView, all: listTriggers, changeWithETag: false },
  refuseCaller: (app, principal, { before, body }) =>
    refuseUnlessHeld(app, principal, 'Admin', [before, body]),
  refusePut: async (app, { now }, { name, body, before }) => {
    await refuseUnknown(app, name, body);
    await refuseEmptyChannel(app, body);
    await refuseUnproven(app, body);
    if (body.kind === 'completion') await refuseCompletion(app, name, body);
    refuseBadRunNames(name, body.nameTemplate, now);
    refuseOtherKind(name, body.kind, before?.kind);
  },
  afterPut: async (app, caller, { name, enabled }) => {
    if (enabled) return;
    await cancelOpen(app, caller, name, `Trigger ${name} was paused.`, ({ heedsOverlap }) => heedsOverlap);
  },
  afterDelete: forgetStarts,
});

/** Runs that it started go on; what it was to start and has not started is taken back. */
async function forgetStarts(app: App, caller: Caller, name: string): Promise<void> {
  await cancelOpen(app, caller, name, `Trigger ${name} was deleted.`);
  const { states, requests } = app.triggers;
  const state = await states.get(name);
  if (state) await states.remove(name, state.eTag);
  // Or a trigger of that name that comes later would take its releases for dealt with.
  for (const { value, eTag } of await requests.list()) {
    if (value.trigger === name) await requests.remove(value.name, eTag);
  }
}

/** State, start requests and names of runs are of a kind: another would leave behind what only this one carries out. */
function refuseOtherKind(name: string, kind: Trigger['kind'], known: Trigger['kind'] | undefined): void {
  if (known === undefined || known === kind) return;
  const detail = `is ${known} for trigger ${name} and cannot be changed: delete it, or use another name`;
  throw new FleetUpdatesError('InvalidState', `/kind ${detail}.`, { errors: [{ pointer: '/kind', detail }] });
}

/** What a trigger names must be there when it is written, and not only when it is three in the morning. */
async function refuseUnknown(app: App, name: string, body: TriggerBody): Promise<void> {
  const { strategies, triggers } = app;
  const { strategy, fleets } = body;
  await strategyAndFleetsOf(app, withoutUndefined({ strategy, fleets }));
  if (body.kind !== 'webhook') return;
  const errors: FieldError[] = [];
  for (const [index, allowed] of body.webhook.allow.strategies.entries()) {
    if (await strategies.get(allowed)) continue;
    errors.push({ pointer: `/webhook/allow/strategies/${index}`, detail: `names no strategy: ${allowed}` });
  }
  const all = (await triggers.definitions.list()).map(({ value }) => value);
  const wrong = secretErrors(name, body.webhook, app.settings.webhookSecrets, all);
  errors.push(...wrong.map(({ pointer, detail }) => ({ pointer, detail })));
  if (errors.length > 0) throw invalidRequest(...errors);
}

/** The run that versions are taken from is there and has proven some; of a completion's it need only be there by then. */
async function refuseUnproven(app: App, body: TriggerBody): Promise<void> {
  if (body.kind === 'release' || !body.versionsFrom || body.versionsFrom.run === THE_RUN) return;
  const { run } = body.versionsFrom;
  if (body.kind !== 'completion') await takeVersionsFrom(app, body.managedClusterUpdate, run);
  else if (!(await app.runs.findByName(run))) throw noSuchRun(run);
}

/** Due times would fail night after night, unseen. What a region offers and is not known yet refuses nothing. */
async function refuseEmptyChannel(app: App, body: TriggerBody): Promise<void> {
  if (body.kind !== 'schedule' || !body.release) return;
  const { strategy, fleets } = body;
  const found = await knownVersionOfChannel(app, body.release, withoutUndefined({ strategy, fleets }));
  if (!('none' in found) || found.none === 'Unknown') return;
  const pointer = body.release.minor === undefined ? '/release/channel' : '/release/minor';
  const detail = `${found.message} Choose what GET /api/versions lists.`;
  throw new FleetUpdatesError('InvalidRequest', detail, { errors: [{ pointer, detail }] });
}

export interface WebhookSecretName {
  /** Of the app setting; the secret itself is never shown. */
  readonly name: string;
  /** The ways to sign that it can be used for. */
  readonly types: readonly SigningScheme[];
}

/** The app settings that a new webhook may name as its secrets, by name: those of other triggers are theirs alone. */
export async function webhookSecretNames({
  triggers,
  settings: { webhookSecrets },
}: App): Promise<WebhookSecretName[]> {
  const all = (await triggers.definitions.list()).map(({ value }) => value);
  const canSign = (type: SigningScheme, setting: string) =>
    secretErrors('', { authentication: [{ type, secrets: [setting] }] }, webhookSecrets, all).length === 0;
  return [...webhookSecrets.keys()].toSorted().map((name) => ({
    name,
    types: (['standardWebhooks', 'gitHub'] as const).filter((type) => canSign(type, name)),
  }));
}

/** Of the longest kind that the placeholders can become. */
const LONGEST = { delivery: '0'.repeat(8), completion: '0'.repeat(8), version: '1.100.100' };

function refuseBadRunNames(name: string, nameTemplate: string, now: string): void {
  const run = runNameFor(nameTemplate, { trigger: name, at: now, ...LONGEST });
  if (nameSchema.safeParse(run).success) return;
  const detail = `gives ${run}, which is no name of a run: those have 1 to 50 of a-z, 0-9 and -`;
  throw invalidRequest({ pointer: '/nameTemplate', detail });
}
