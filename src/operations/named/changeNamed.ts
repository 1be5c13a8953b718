import { isDeepStrictEqual } from 'node:util';
import type { Principal } from '../../domain/access/roles.ts';
import { CorruptRowError, FleetUpdatesError } from '../../domain/errors.ts';
import type { Authorship, NamedKind, NamedValue } from '../../domain/named/namedKind.ts';
import type { App } from '../../ports/app.ts';
import type { AuditEntry } from '../../domain/auditTypes.ts';
import type { NamedStore } from '../../ports/namedStores.ts';
import type { Stored } from '../../ports/stored.ts';
import type { Caller } from '../caller.ts';
import type { NamedResource } from './namedResource.ts';

/** What a caller says about the state it expects. */
export interface Preconditions {
  readonly ifMatch?: string;
  /** `If-None-Match: *`: only if there is none yet. */
  readonly onlyIfAbsent?: boolean;
}

/** The resource that is to change, and how the caller read it. */
export interface NamedChange {
  readonly name: string;
  readonly preconditions: Preconditions;
  /** Who asks; absent when the app does, in a call that checked who may. */
  readonly principal?: Principal;
}

type Words = Pick<NamedKind<NamedValue, unknown, unknown>, 'noun' | 'title' | 'path'>;

/** Throws `NotFound`. */
export async function readNamed<Value extends NamedValue, Body, View>(
  app: App,
  { kind, storeOf, views }: NamedResource<Value, Body, View>,
  name: string,
): Promise<Stored<View>> {
  const stored = await storeOf(app).get(name);
  if (!stored) throw notThere(kind, name);
  return { value: await views.one(app, stored.value), eTag: stored.eTag };
}

/** Creates or replaces one, with its audit entry. Put again by whoever put it, as it is, nothing changes. */
export async function putNamed<Value extends NamedValue, Body, View>(
  app: App,
  caller: Caller,
  resource: NamedResource<Value, Body, View>,
  { name, body, preconditions, principal }: NamedChange & { readonly body: Body },
): Promise<{ readonly stored: Stored<View>; readonly created: boolean }> {
  const before = await beforeOf(resource.storeOf(app), name);
  refuseUnlessAdmin(resource.kind, name, before, principal);
  const asked = { name, before: before?.value, body };
  if (principal) await resource.refuseCaller?.(app, principal, asked);
  await resource.refusePut?.(app, caller, asked);
  checkPreconditions(resource.kind, name, before, preconditions);
  const value = resource.valueOf(name, body, authorshipOf(before?.value, caller), principal);
  const kept =
    before?.value?.changedBy === caller.actor && isSame(before.value, value) ? before.value : undefined;
  const stored =
    before && kept ? { value: kept, eTag: before.eTag } : await write(app, caller, resource, before, value);
  await resource.afterPut?.(app, caller, stored.value);
  const view = await resource.views.one(app, stored.value);
  return { stored: { value: view, eTag: stored.eTag }, created: before === undefined };
}

/** Deletes one, with its audit entry. */
export async function deleteNamed<Value extends NamedValue, Body, View>(
  app: App,
  caller: Caller,
  resource: NamedResource<Value, Body, View>,
  { name, preconditions, principal }: NamedChange,
): Promise<void> {
  const { kind } = resource;
  const store = resource.storeOf(app);
  const before = await beforeOf(store, name);
  refuseUnlessAdmin(kind, name, before, principal);
  if (principal)
    await resource.refuseCaller?.(app, principal, { name, before: before?.value, body: undefined });
  checkPreconditions(kind, name, before, preconditions);
  if (!before) throw notThere(kind, name);
  const entry = entryOf(kind, name, 'Deleted', caller, wordsOf(kind, before.value));
  if ((await store.remove(name, before.eTag, entry)) === 'lost') throw changedMeanwhile(kind, name);
  await resource.afterDelete?.(app, caller, name);
}

/** What is there before a change. Of one that cannot be read the value is missing: it may be put again, or deleted. */
async function beforeOf<Value>(
  store: NamedStore<Value>,
  name: string,
): Promise<{ readonly value?: Value; readonly eTag: string } | undefined> {
  try {
    return await store.get(name);
  } catch (error) {
    if (!(error instanceof CorruptRowError)) throw error;
    const eTag = await store.eTagOf(name);
    return eTag === undefined ? undefined : { eTag };
  }
}

/** What somebody may change of it depends on what it says, and that nobody can tell. */
function refuseUnlessAdmin(
  { noun }: Words,
  name: string,
  before: { readonly value?: unknown } | undefined,
  principal: Principal | undefined,
): void {
  if (!before || before.value !== undefined || !principal || principal.roles.includes('Admin')) return;
  const detail = `The ${noun} ${name} cannot be read: only an Admin puts it again or deletes it.`;
  throw new FleetUpdatesError('NotAllowed', detail);
}

async function write<Value extends NamedValue, Body, View>(
  app: App,
  caller: Caller,
  { kind, storeOf }: NamedResource<Value, Body, View>,
  before: { readonly value?: Value; readonly eTag: string } | undefined,
  value: Value,
): Promise<Stored<Value>> {
  const { name } = value;
  const was = wordsOf(kind, before?.value);
  const words = `${wordsOf(kind, value)}${was && ` Before: ${was.trim()}`}`;
  const entry = entryOf(kind, name, before ? 'Changed' : 'Created', caller, words);
  const stored = await storeOf(app).put(value, before?.eTag, entry);
  if (stored === 'lost') throw changedMeanwhile(kind, name);
  return stored;
}

function authorshipOf(before: Authorship | undefined, { actor, now }: Caller): Authorship {
  const { createdAt, createdBy } = before ?? { createdAt: now, createdBy: actor };
  return { createdAt, createdBy, changedAt: now, changedBy: actor };
}

function entryOf(
  { noun, title, path }: Words,
  name: string,
  verb: 'Created' | 'Changed' | 'Deleted',
  { actor, now }: Caller,
  words: string,
): AuditEntry {
  const subject = `${path}/${name}`;
  return { time: now, actor, subject, type: `${title}${verb}`, message: `${verb} ${noun} ${name}.${words}` };
}

/** A sentence that follows another; empty where the kind has none, and of what cannot be read. */
function wordsOf<Value extends NamedValue>(
  { inWords }: { readonly inWords?: (value: Value) => string },
  value: Value | undefined,
): string {
  return inWords && value ? ` ${inWords(value)}.` : '';
}

/** A request whose answer was lost is sent again; that is no second change. */
function isSame(before: Authorship, after: Authorship): boolean {
  const { changedAt } = before;
  return isDeepStrictEqual(before, { ...after, changedAt });
}

function checkPreconditions(
  kind: Words,
  name: string,
  before: { readonly eTag: string } | undefined,
  { ifMatch, onlyIfAbsent }: Preconditions,
): void {
  if (onlyIfAbsent && before) {
    throw new FleetUpdatesError('PreconditionFailed', `There is a ${kind.noun} ${name} already.`);
  }
  if (ifMatch === undefined || (ifMatch === '*' && before) || before?.eTag === ifMatch) return;
  throw changedMeanwhile(kind, name);
}

function notThere({ noun }: Words, name: string): FleetUpdatesError {
  return new FleetUpdatesError('NotFound', `There is no ${noun} ${name}.`);
}

function changedMeanwhile({ noun }: Words, name: string): FleetUpdatesError {
  const detail = `The ${noun} ${name} is not as you read it. Read it again and repeat your change.`;
  return new FleetUpdatesError('PreconditionFailed', detail);
}
