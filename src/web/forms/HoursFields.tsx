import { endTimeCheck, timeCheck } from './problems.ts';
import { TextField } from './TextField.tsx';
import { WeekField, type Day } from './WeekField.tsx';

/** Hours of the week, over midnight when the end is not later than the start. */
export interface Hours {
  readonly days: Day[];
  readonly from: string;
  readonly to: string;
}

export interface HoursFieldsProps {
  readonly row: Hours;
  readonly onChange: (row: Hours) => void;
  readonly pointer: string;
  /** The end may be the day's: 24:00, which a field for times does not know. */
  readonly toMidnight?: boolean;
}

export function HoursFields({ row, onChange, pointer, toMidnight = false }: HoursFieldsProps) {
  return (
    <>
      <TextField
        label="From"
        kind="time"
        required
        value={row.from}
        onChange={(from) => onChange({ ...row, from })}
        check={timeCheck}
        pointer={`${pointer}/from`}
      />
      <TextField
        label="To"
        kind={toMidnight ? 'text' : 'time'}
        required
        value={row.to}
        onChange={(to) => onChange({ ...row, to })}
        check={toMidnight ? endTimeCheck : timeCheck}
        pointer={`${pointer}/to`}
      />
      <div style={{ gridColumn: '1 / -1' }}>
        <WeekField
          label="Days"
          days={row.days}
          onChange={(days) => onChange({ ...row, days })}
          pointer={`${pointer}/days`}
        />
      </div>
    </>
  );
}
