import type { Principal } from '../../domain/access/roles.ts';
import type { Exactly } from '../../domain/exactly.ts';
import type { Authorship, NamedKind, NamedValue } from '../../domain/named/namedKind.ts';
import type { App } from '../../ports/app.ts';
import type { NamedStore } from '../../ports/namedStores.ts';
import type { Unreadable } from '../../ports/stored.ts';
import type { Caller } from '../caller.ts';

/** A list as it is shown, and what it leaves out. */
interface ViewList<View> {
  readonly value: readonly View[];
  readonly unreadable: readonly Unreadable[];
}

/** How a kind is shown. */
export interface NamedViews<Value, View> {
  readonly one: (app: App, value: Value) => Promise<View>;
  readonly all: (app: App) => Promise<ViewList<View>>;
  /** Whether nothing that is shown changes without the ETag: then who has it already is told so (304). */
  readonly changeWithETag: boolean;
}

/** A change that is asked for. */
interface AskedChange<Value, Body> {
  readonly name: string;
  /** As it is now; undefined when it is to be created. */
  readonly before: Value | undefined;
  /** Undefined when it is to be deleted. */
  readonly body: Body | undefined;
}

/** A kind of named resource, where it is kept, and what is its own about changing it. */
export interface NamedResource<Value extends NamedValue, Body, View> {
  readonly kind: NamedKind<Value, Body, View>;
  readonly storeOf: (app: App) => NamedStore<Value>;
  readonly valueOf: (name: string, body: Body, authorship: Authorship, principal?: Principal) => Value;
  readonly views: NamedViews<Value, View>;
  /** Throws `NotAllowed` when this caller may not make this change, whatever the role of the call says. */
  readonly refuseCaller?: (app: App, principal: Principal, change: AskedChange<Value, Body>) => Promise<void>;
  /** Throws what is wrong with it that its schema cannot know. */
  readonly refusePut?: (
    app: App,
    caller: Caller,
    put: { readonly name: string; readonly before: Value | undefined; readonly body: Body },
  ) => Promise<void>;
  /** Safe to repeat: also called when it was put again as it was. */
  readonly afterPut?: (app: App, caller: Caller, value: Value) => Promise<void>;
  readonly afterDelete?: (app: App, caller: Caller, name: string) => Promise<void>;
}

/** The resource; a field that is shown and that the kind's view does not know does not compile. */
export function namedResource<Value extends NamedValue, Body, View, Shown extends View>(
  resource: Omit<NamedResource<Value, Body, View>, 'views'> & {
    readonly views: NamedViews<Value, Shown>;
  } & Exactly<View, Shown>,
): NamedResource<Value, Body, View> {
  return resource;
}

/** For kinds that are shown as they are stored, or with less. */
export function viewsOf<Value extends NamedValue, View>(
  storeOf: (app: App) => NamedStore<Value>,
  show: (value: Value) => View,
): NamedViews<Value, View> {
  return {
    one: (_app, value) => Promise.resolve(show(value)),
    all: async (app) => {
      const { value, unreadable } = await storeOf(app).listAll();
      return { value: value.map((stored) => show(stored.value)), unreadable };
    },
    changeWithETag: true,
  };
}
