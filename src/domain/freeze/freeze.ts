import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { name } from '../nameSchemas.ts';
import { authorship, type NamedKind } from '../named/namedKind.ts';
import { calendarFields, storedCalendarFields } from '../time/calendar.ts';

const MOST_NAMES = 200;

const names = z.array(name).min(1, 'must name at least one').max(MOST_NAMES);

/** What a freeze covers: what is given must all match, none of them is everything. */
const scope = {
  /** Aliases. */
  fleets: names.exactOptional(),
  groups: names.exactOptional(),
  /** A hold on single clusters. */
  members: names.exactOptional(),
};

const freezeBody = z
  .strictObject({
    ...calendarFields,
    /** Shown with whatever waits for it. */
    reason: z.string().trim().min(1, 'must say why').max(500),
    ...scope,
  })
  .refine(({ dates, hours }) => dates !== undefined || hours !== undefined, {
    path: ['dates'],
    message: 'must be given, or hours: without either it is never on',
  });
export type FreezeBody = Immutable<z.infer<typeof freezeBody>>;

const freezeSchema = z.object({
  name: z.string(),
  ...storedCalendarFields,
  reason: z.string(),
  ...scope,
  ...authorship,
});
export type Freeze = Immutable<z.infer<typeof freezeSchema>>;

const freezeView = freezeSchema.extend({
  /** Whether it is on now. */
  active: z.boolean(),
  /** When it next goes on, or off; absent when that is not within a year. */
  changesAt: z.string().exactOptional(),
  /** When it is on in the next five weeks, cut to them: for a calendar. Of more than a hundred times the first. */
  upcoming: z.array(z.object({ from: z.string(), until: z.string() })),
});
export type FreezeView = Immutable<z.infer<typeof freezeView>>;

export const freezeKind: NamedKind<Freeze, FreezeBody, FreezeView> = {
  noun: 'freeze',
  title: 'Freeze',
  path: 'freezes',
  stored: freezeSchema,
  body: freezeBody,
  view: freezeView,
  roles: { read: 'Reader', put: 'Operator', delete: 'Admin' },
  on: 'All',
  summaries: {
    list: 'All freezes, by name, and whether each is on',
    get: 'A freeze, with its ETag',
    put: 'Creates a freeze, or replaces one (Admin); If-Match and If-None-Match: * are honoured',
    delete: 'Deletes a freeze: what waited for it goes on',
  },
};
