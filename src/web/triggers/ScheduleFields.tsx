import type { TriggerBody } from '../api/types.ts';
import { appNow } from '../api/connection.ts';
import { ChoiceField } from '../forms/ChoiceField.tsx';
import { HoursFields } from '../forms/HoursFields.tsx';
import { dateCheck } from '../forms/problems.ts';
import { RowsField } from '../forms/RowsField.tsx';
import { TextField } from '../forms/TextField.tsx';
import { TimeZoneField } from '../forms/TimeZoneField.tsx';
import { CronField } from './CronField.tsx';

type Schedule = Extract<TriggerBody, { kind: 'schedule' }>;
type Times = Schedule['schedule'];

const MOST_PERIODS = 50;

const CATCH_UPS = [
  ['once', 'Run once for the newest time missed'],
  ['skip', 'Leave out what was missed'],
] as const;

export function ScheduleFields({ body, onChange }: { body: Schedule; onChange: (body: Schedule) => void }) {
  const { schedule } = body;
  const { cron, timeZone = 'UTC', blackouts = [], quietTimes = [] } = schedule;
  const set = (some: Partial<Times>) => onChange({ ...body, schedule: { ...schedule, ...some } });
  return (
    <>
      <CronField
        cron={cron}
        timeZone={timeZone}
        hasPauses={blackouts.length + quietTimes.length > 0}
        onChange={(text) => set({ cron: text })}
      />
      <TimeZoneField
        value={timeZone}
        onChange={(zone) => set({ timeZone: zone })}
        pointer="/schedule/timeZone"
      />
      <Blackouts rows={blackouts} onChange={(rows) => set({ blackouts: [...rows] })} />
      <QuietTimes rows={quietTimes} onChange={(rows) => set({ quietTimes: [...rows] })} />
      <ChoiceField
        label="After a time in which the app was down"
        value={schedule.catchUp ?? 'once'}
        choices={CATCH_UPS}
        onChange={(catchUp) => set({ catchUp })}
        pointer="/schedule/catchUp"
      />
    </>
  );
}

type Blackout = NonNullable<Times['blackouts']>[number];
type QuietTime = NonNullable<Times['quietTimes']>[number];

interface RowsProps<Row> {
  readonly rows: readonly Row[];
  readonly onChange: (rows: readonly Row[]) => void;
}

function Blackouts({ rows, onChange }: RowsProps<Blackout>) {
  const today = new Date(appNow()).toISOString().slice(0, 10);
  return (
    <RowsField
      label="Blackouts"
      hint="Days on which nothing starts, both ends included, in the schedule's time zone"
      noun="blackout"
      most={MOST_PERIODS}
      rows={rows}
      onChange={onChange}
      empty={(): Blackout => ({ from: today, to: today })}
      pointer="/schedule/blackouts"
    >
      {({ from, to }, change, pointer) => (
        <>
          <TextField
            label="First day"
            kind="date"
            required
            value={from}
            onChange={(day) => change({ from: day, to })}
            check={dateCheck}
            pointer={`${pointer}/from`}
          />
          <TextField
            label="Last day"
            kind="date"
            required
            value={to}
            onChange={(day) => change({ from, to: day })}
            check={(text) => dateCheck(text) ?? (text < from ? 'Not before the first day' : undefined)}
            pointer={`${pointer}/to`}
          />
        </>
      )}
    </RowsField>
  );
}

function QuietTimes({ rows, onChange }: RowsProps<QuietTime>) {
  return (
    <RowsField
      label="Quiet times"
      hint="Hours of the week in which nothing starts; over midnight when the end is not later than the start"
      noun="quiet time"
      most={MOST_PERIODS}
      rows={rows}
      onChange={onChange}
      empty={(): QuietTime => ({ days: ['Fri'], from: '12:00', to: '23:59' })}
      pointer="/schedule/quietTimes"
    >
      {(row, change, pointer) => <HoursFields row={row} onChange={change} pointer={pointer} />}
    </RowsField>
  );
}
