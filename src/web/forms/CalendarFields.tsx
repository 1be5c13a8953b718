import { appNow } from '../api/connection.ts';
import { dayOf, joined, partsOf, periodProblem, type Calendar, type Dates } from './calendar.ts';
import { HoursFields, type Hours } from './HoursFields.tsx';
import { dateCheck, timeCheck } from './problems.ts';
import { RowsField } from './RowsField.tsx';
import { TextField } from './TextField.tsx';
import { TimeZoneField } from './TimeZoneField.tsx';

const MOST_PERIODS = 50;

export interface CalendarFieldsProps {
  readonly calendar: Calendar;
  readonly onChange: (calendar: Calendar) => void;
  /** Of what has them; empty for the whole body. */
  readonly pointer: string;
}

/** A time zone, days and hours of the week. */
export function CalendarFields({ calendar, onChange, pointer }: CalendarFieldsProps) {
  const { timeZone, dates = [], hours = [] } = calendar;
  // An empty list is none given.
  const set = (next: Pick<Calendar, 'dates' | 'hours'>) =>
    onChange({
      timeZone,
      ...(next.dates && next.dates.length > 0 && { dates: next.dates }),
      ...(next.hours && next.hours.length > 0 && { hours: next.hours }),
    });
  return (
    <>
      <TimeZoneField
        value={timeZone}
        onChange={(zone) => onChange({ ...calendar, timeZone: zone })}
        pointer={`${pointer}/timeZone`}
      />
      <DatesField
        dates={dates}
        onChange={(rows) => set({ dates: [...rows], hours })}
        pointer={`${pointer}/dates`}
      />
      <HoursField
        hours={hours}
        onChange={(rows) => set({ dates, hours: [...rows] })}
        pointer={`${pointer}/hours`}
      />
    </>
  );
}

interface RowsProps<Row> {
  readonly onChange: (rows: readonly Row[]) => void;
  readonly pointer: string;
}

/** Days, or from one time to another. */
function DatesField({ dates, onChange, pointer: at }: RowsProps<Dates> & { dates: readonly Dates[] }) {
  const today = dayOf(new Date(appNow()));
  return (
    <RowsField
      label="Dates"
      hint="From a day to a day, both included; with times where they are not whole"
      noun="dates"
      most={MOST_PERIODS}
      rows={dates}
      onChange={onChange}
      empty={(): Dates => ({ from: today, to: today })}
      pointer={at}
    >
      {(row, change, pointer) => (
        <>
          <DayAndTime
            of="First"
            text={row.from}
            onChange={(from) => change({ ...row, from })}
            pointer={`${pointer}/from`}
          />
          <DayAndTime
            of="Last"
            text={row.to}
            onChange={(to) => change({ ...row, to })}
            problem={periodProblem(row)}
            pointer={`${pointer}/to`}
          />
        </>
      )}
    </RowsField>
  );
}

interface DayAndTimeProps {
  readonly of: 'First' | 'Last';
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly problem?: string | undefined;
  readonly pointer: string;
}

function DayAndTime({ of, text, onChange, problem, pointer }: DayAndTimeProps) {
  const { day, time } = partsOf(text);
  return (
    <>
      <TextField
        label={`${of} day`}
        kind="date"
        required
        value={day}
        onChange={(next) => onChange(joined({ day: next, time }))}
        check={(date) => dateCheck(date) ?? problem}
        pointer={pointer}
      />
      <TextField
        label={of === 'First' ? 'From, if not all day' : 'To, if not all day'}
        kind="time"
        value={time}
        onChange={(next) => onChange(joined({ day, time: next }))}
        check={(clock) => (clock === '' ? undefined : timeCheck(clock))}
      />
    </>
  );
}

/** Hours that come back every week. */
function HoursField({ hours, onChange, pointer: at }: RowsProps<Hours> & { hours: readonly Hours[] }) {
  return (
    <RowsField
      label="Hours"
      hint="Every week; over midnight when the end is not later than the start, 24:00 is the end of the day"
      noun="hours"
      most={MOST_PERIODS}
      rows={hours}
      onChange={onChange}
      empty={(): Hours => ({ days: ['Fri'], from: '12:00', to: '24:00' })}
      pointer={at}
    >
      {(row, change, pointer) => <HoursFields row={row} onChange={change} pointer={pointer} toMidnight />}
    </RowsField>
  );
}
