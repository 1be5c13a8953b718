import { isDeepStrictEqual } from 'node:util';
import type { Principal } from '../../domain/access/roles.ts';
import { freezeKind, type Freeze, type FreezeBody, type FreezeView } from '../../domain/freeze/freeze.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import { isOn, nextChange, spansWithin } from '../../domain/time/spans.ts';
import { refuseUnknownFleets, refuseUnlessHeld } from '../access/fleetsConcerned.ts';
import { namedResource } from '../named/namedResource.ts';

const MADE_ALREADY = 'What is frozen already only an Admin changes or ends. Make another freeze beside it. ';

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
  refuseCaller: (app, principal, { before, body }) =>
    before && !isRepeated(principal, before, body)
      ? refuseUnlessHeld(app, principal, 'Admin', [before, body], MADE_ALREADY)
      : refuseUnlessHeld(app, principal, 'Operator', [before, body]),
  refusePut: (app, _caller, { body }) => {
    refuseUnknownFleets(app, body.fleets);
    return Promise.resolve();
  },
});

/** An Operator whose answer was lost sends it again: that changes nothing. */
function isRepeated({ user }: Principal, before: Freeze, body: FreezeBody | undefined): boolean {
  const { name: _name, createdAt: _at, createdBy: _by, changedAt: _then, changedBy, ...content } = before;
  return changedBy === user && isDeepStrictEqual(content, body);
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
