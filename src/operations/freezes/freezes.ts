import { isDeepStrictEqual } from 'node:util';
import type { Principal } from '../../domain/access/roles.ts';
import { FleetUpdatesError, type FieldError } from '../../domain/errors.ts';
import { freezeKind, type Freeze, type FreezeBody, type FreezeView } from '../../domain/freeze/freeze.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import { isOn, nextChange, spansWithin } from '../../domain/time/spans.ts';
import type { App } from '../../ports/app.ts';
import { namedResource } from '../named/namedResource.ts';

const SHOWN_AHEAD_MS = 35 * 86_400_000;
const MOST_UPCOMING = 100;

/** Times in which nothing starts. An Operator on call may make one; what is there only an Admin changes or ends. */
export const freezes = namedResource({
  kind: freezeKind,
  storeOf: ({ freezes: store }) => store,
  valueOf: (name, body, authorship): Freeze => ({ ...body, name, ...authorship }),
  views: {
    one: (app, freeze) => Promise.resolve(viewOf(freeze, app.now())),
    all: async (app) => {
      const { value, unreadable } = await app.freezes.listAll();
      return { value: value.map((stored) => viewOf(stored.value, app.now())), unreadable };
    },
    // It goes on and off by itself.
    changeWithETag: false,
  },
  refuseCaller: (_app, principal, { before, body }) => {
    if (before && !isRepeated(principal, before, body) && !principal.roles.includes('Admin')) {
      const detail = 'What is frozen already only an Admin changes or ends. Make another freeze beside it.';
      return Promise.reject(new FleetUpdatesError('NotAllowed', detail));
    }
    return Promise.resolve();
  },
  refusePut: (app, _caller, { body }) => {
    refuseUnknownFleets(app, body);
    return Promise.resolve();
  },
});

/** An Operator whose answer was lost sends it again: that changes nothing. */
function isRepeated({ user }: Principal, before: Freeze, body: FreezeBody | undefined): boolean {
  const { name: _name, createdAt: _at, createdBy: _by, changedAt: _then, changedBy, ...content } = before;
  return changedBy === user && isDeepStrictEqual(content, body);
}

function refuseUnknownFleets({ fleetAliases }: App, { fleets = [] }: FreezeBody): void {
  const errors = fleets.flatMap((fleet, index): FieldError[] => {
    if (fleetAliases.includes(fleet)) return [];
    const detail = `The settings name no fleet ${fleet}; there is ${fleetAliases.join(', ')}.`;
    return [{ pointer: `/fleets/${index}`, detail }];
  });
  const [first] = errors;
  if (first) throw new FleetUpdatesError('UnknownFleet', first.detail, { errors });
}

function viewOf(freeze: Freeze, now: string): FreezeView {
  const until = new Date(Date.parse(now) + SHOWN_AHEAD_MS).toISOString();
  return withoutUndefined({
    ...freeze,
    active: isOn(freeze, now),
    changesAt: nextChange(freeze, now),
    upcoming: spansWithin(freeze, now, until).slice(0, MOST_UPCOMING),
  });
}
