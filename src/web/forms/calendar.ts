import type { FreezeBody } from '../api/types.ts';
import { dateCheck, endTimeCheck, timeCheck, zoneCheck } from './problems.ts';

/** When something is on: on any of its dates and in any of its hours. */
export type Calendar = Pick<FreezeBody, 'timeZone' | 'dates' | 'hours'>;
export type Dates = NonNullable<Calendar['dates']>[number];

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
export function missingTimes({ timeZone, dates = [], hours = [] }: Calendar): string | undefined {
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
