import { appNow } from '../api/connection.ts';
import type { FreezeBody } from '../api/types.ts';
import { HoursFields, type Hours } from '../forms/HoursFields.tsx';
import { dateCheck, timeCheck } from '../forms/problems.ts';
import { RowsField } from '../forms/RowsField.tsx';
import { TextField } from '../forms/TextField.tsx';
import { dayOf, joined, partsOf, periodProblem, type Dates, type FreezeFormProps } from './freezeBody.ts';

const MOST_PERIODS = 50;

/** An empty list is none given. */
function withDates({ dates: _before, ...rest }: FreezeBody, dates: readonly Dates[]): FreezeBody {
  return dates.length === 0 ? rest : { ...rest, dates: [...dates] };
}

function withHours({ hours: _before, ...rest }: FreezeBody, hours: readonly Hours[]): FreezeBody {
  return hours.length === 0 ? rest : { ...rest, hours: [...hours] };
}

/** Days, or from one time to another. */
export function FreezeDates({ body, onChange }: FreezeFormProps) {
  const today = dayOf(new Date(appNow()));
  return (
    <RowsField
      label="Dates"
      hint="From a day to a day, both included; with times where they are not whole"
      noun="dates"
      most={MOST_PERIODS}
      rows={body.dates ?? []}
      onChange={(dates) => onChange(withDates(body, dates))}
      empty={(): Dates => ({ from: today, to: today })}
      pointer="/dates"
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
export function FreezeHours({ body, onChange }: FreezeFormProps) {
  return (
    <RowsField
      label="Hours"
      hint="Every week; over midnight when the end is not later than the start, 24:00 is the end of the day"
      noun="hours"
      most={MOST_PERIODS}
      rows={body.hours ?? []}
      onChange={(hours) => onChange(withHours(body, hours))}
      empty={(): Hours => ({ days: ['Fri'], from: '12:00', to: '24:00' })}
      pointer="/hours"
    >
      {(row, change, pointer) => <HoursFields row={row} onChange={change} pointer={pointer} toMidnight />}
    </RowsField>
  );
}
