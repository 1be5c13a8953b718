import type { Freeze, FreezeBody } from '../api/types.ts';
import { dayOf, missingTimes } from '../forms/calendar.ts';

export interface FreezeFormProps {
  readonly body: FreezeBody;
  readonly onChange: (body: FreezeBody) => void;
}

/** What a freeze is told, without what is only known of it. */
export function bodyOf({
  name: _name,
  active: _active,
  changesAt: _changes,
  upcoming: _upcoming,
  createdAt: _at,
  createdBy: _by,
  changedAt: _changed,
  changedBy: _changer,
  ...body
}: Freeze): FreezeBody {
  return body;
}

/** All of today, in the viewer's zone: what most begin with. */
export function emptyFreeze(now: number): FreezeBody {
  const today = dayOf(new Date(now));
  return {
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    reason: '',
    dates: [{ from: today, to: today }],
  };
}

/** What is missing before it can be saved, in words. */
export const missingOf = ({ reason, ...calendar }: FreezeBody): string | undefined =>
  reason.trim() === '' ? 'Say why nothing starts.' : missingTimes(calendar);

const EVERYTHING = 'everything';

/** `fleet prod, groups weu and eus`, what is given must all match; `everything` where nothing is given. */
export function coversText({
  fleets,
  groups,
  members,
}: Pick<Freeze, 'fleets' | 'groups' | 'members'>): string {
  const parts = [namesOf('fleet', fleets), namesOf('group', groups), namesOf('member', members)];
  return parts.filter((part) => part !== '').join(', ') || EVERYTHING;
}

const LISTED = new Intl.ListFormat('en', { type: 'conjunction' });

const namesOf = (noun: string, names: readonly string[] = []) =>
  names.length === 0 ? '' : `${noun}${names.length > 1 ? 's' : ''} ${LISTED.format(names)}`;

/** What a freeze does now, in a sentence that its end follows: `Release day. Nothing starts in group weu`. */
export function frozenText(freeze: Pick<Freeze, 'reason' | 'fleets' | 'groups' | 'members'>): string {
  const covers = coversText(freeze);
  const why = /[.!?]$/.test(freeze.reason) ? freeze.reason : `${freeze.reason}.`;
  return `${why} Nothing starts${covers === EVERYTHING ? '' : ` in ${covers}`}`;
}
