import type { Freeze, FreezeBody } from '../api/types.ts';
import { dateCheck, endTimeCheck, timeCheck, zoneCheck } from '../forms/problems.ts';

export interface FreezeFormProps {
  readonly body: FreezeBody;
  readonly onChange: (body: FreezeBody) => void;
}

export type Dates = NonNullable<FreezeBody['dates']>[number];

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

/** `2026-12-24`, by the viewer's clock. */
export function dayOf(date: Date): string {
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}

/** A day, and a time where it is not the whole day. */
export const partsOf = (text: string) => {
  const [day = '', time = ''] = text.split('T');
  return { day, time };
};

export const joined = ({ day, time }: ReturnType<typeof partsOf>) => (time === '' ? day : `${day}T${time}`);

/** What is wrong with the end of a period, seen from its begin; a whole day is included. */
export function periodProblem({ from, to }: Dates): string | undefined {
  const [begin, end] = [partsOf(from), partsOf(to)];
  const first = `${begin.day}T${begin.time === '' ? '00:00' : begin.time}`;
  const last = `${end.day}T${end.time === '' ? '24:00' : end.time}`;
  return last > first ? undefined : 'Not before it begins';
}

/** What is missing before it can be saved, in words. */
export function missingOf({ reason, timeZone, dates = [], hours = [] }: FreezeBody): string | undefined {
  if (reason.trim() === '') return 'Say why nothing starts.';
  if (zoneCheck(timeZone) !== undefined) return 'Say which time zone.';
  if (dates.length + hours.length === 0) return 'Say when: dates or hours.';
  const areDates = dates.every((each) => isDates(each) && periodProblem(each) === undefined);
  const areHours = hours.every(
    ({ days, from, to }) => days.length > 0 && !timeCheck(from) && !endTimeCheck(to),
  );
  return areDates && areHours ? undefined : 'Mend the times that are marked.';
}

const isDates = ({ from, to }: Dates) =>
  [partsOf(from), partsOf(to)].every(({ day, time }) => !dateCheck(day) && (time === '' || !timeCheck(time)));

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
