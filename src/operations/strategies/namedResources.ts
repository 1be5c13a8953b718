import type { Caller } from '../caller.ts';
import { isDeepStrictEqual } from 'node:util';
import { FleetUpdatesError } from '../../domain/errors.ts';
import type { AuditEntry, NamedStore, Stored } from '../../ports/stores.ts';

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
}

/** Who made and who last changed a resource, and when. */
export interface Authorship {
  readonly createdAt: string;
  readonly createdBy: string;
  readonly changedAt: string;
  readonly changedBy: string;
}

/** A kind of resource that is changed whole, with what its audit entries call it. */
export interface NamedResources<T> {
  /** As in `There is no strategy x` and `StrategyChanged`. */
  readonly kind: 'strategy' | 'trigger';
  /** The path that its audit entries have as subject. */
  readonly path: 'strategies' | 'triggers';
  readonly store: NamedStore<T>;
}

export async function getNamed<T>(
  { kind, store }: Pick<NamedResources<T>, 'kind' | 'store'>,
  name: string,
): Promise<Stored<T>> {
  const stored = await store.get(name);
  if (!stored) throw notThere(kind, name);
  return stored;
}

/** Creates or replaces one, with its audit entry. Put again by whoever put it, as it is, nothing changes. */
export async function putNamed<T extends Authorship>(
  resources: NamedResources<T>,
  caller: Caller,
  { name, preconditions }: NamedChange,
  valueOf: (authorship: Authorship) => T,
): Promise<{ readonly stored: Stored<T>; readonly created: boolean }> {
  const { kind, store } = resources;
  const { actor, now } = caller;
  const before = await store.get(name);
  checkPreconditions(kind, name, before, preconditions);
  const { createdAt, createdBy } = before?.value ?? { createdAt: now, createdBy: actor };
  const value = valueOf({ createdAt, createdBy, changedAt: now, changedBy: actor });
  if (before?.value.changedBy === actor && isSame(before.value, value))
    return { stored: before, created: false };
  const entry = entryOf(resources, name, before ? 'Changed' : 'Created', caller);
  const stored = await store.put(value, before?.eTag, entry);
  if (stored === 'lost') throw changedMeanwhile(kind, name);
  return { stored, created: before === undefined };
}

/** Deletes the one that `before` was read of, with its audit entry. */
export async function deleteNamed<T>(
  resources: NamedResources<T>,
  caller: Caller,
  { name, preconditions }: NamedChange,
  before: Stored<T> | undefined,
): Promise<void> {
  const { kind, store } = resources;
  checkPreconditions(kind, name, before, preconditions);
  if (!before) throw notThere(kind, name);
  const entry = entryOf(resources, name, 'Deleted', caller);
  if ((await store.remove(name, before.eTag, entry)) === 'lost') throw changedMeanwhile(kind, name);
}

function entryOf(
  { kind, path }: Pick<NamedResources<unknown>, 'kind' | 'path'>,
  name: string,
  verb: 'Created' | 'Changed' | 'Deleted',
  { actor, now }: Caller,
): AuditEntry {
  const type = `${kind === 'strategy' ? 'Strategy' : 'Trigger'}${verb}` as const;
  return { time: now, actor, subject: `${path}/${name}`, type, message: `${verb} ${kind} ${name}.` };
}

/** A request whose answer was lost is sent again; that is no second change. */
function isSame<T extends Authorship>(before: T, after: T): boolean {
  const { changedAt } = before;
  return isDeepStrictEqual(before, { ...after, changedAt });
}

function checkPreconditions(
  kind: string,
  name: string,
  before: Stored<unknown> | undefined,
  { ifMatch, onlyIfAbsent }: Preconditions,
): void {
  if (onlyIfAbsent && before) {
    throw new FleetUpdatesError('PreconditionFailed', `There is a ${kind} ${name} already.`);
  }
  if (ifMatch === undefined || (ifMatch === '*' && before) || before?.eTag === ifMatch) return;
  throw changedMeanwhile(kind, name);
}

function notThere(kind: string, name: string): FleetUpdatesError {
  return new FleetUpdatesError('NotFound', `There is no ${kind} ${name}.`);
}

function changedMeanwhile(kind: string, name: string): FleetUpdatesError {
  const detail = `The ${kind} ${name} is not as you read it. Read it again and repeat your change.`;
  return new FleetUpdatesError('PreconditionFailed', detail);
}
