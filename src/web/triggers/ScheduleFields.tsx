import { Field, Input, Select, Text } from '@fluentui/react-components';
import type { TriggerBody } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';

type Schedule = Extract<TriggerBody, { kind: 'schedule' }>;

export function ScheduleFields({ body, onChange }: { body: Schedule; onChange: (body: Schedule) => void }) {
  const cards = useCards();
  const { schedule } = body;
  const set = (some: Partial<Schedule['schedule']>) =>
    onChange({ ...body, schedule: { ...schedule, ...some } });
  const periods = (schedule.blackouts?.length ?? 0) + (schedule.quietTimes?.length ?? 0);
  return (
    <>
      <Field label="Cron expression" required hint="Minute, hour, day of month, month, day of week">
        <Input value={schedule.cron} onChange={(_event, { value }) => set({ cron: value })} />
      </Field>
      <Field label="Time zone" required hint="IANA, such as Europe/Berlin">
        <Input
          value={schedule.timeZone ?? 'UTC'}
          list="time-zones"
          onChange={(_event, { value }) => set({ timeZone: value })}
        />
      </Field>
      <datalist id="time-zones">
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <Field label="After a time in which the app was down">
        <Select
          value={schedule.catchUp ?? 'once'}
          onChange={(_event, { value }) => set({ catchUp: value === 'skip' ? 'skip' : 'once' })}
        >
          <option value="once">Run once for the newest time missed</option>
          <option value="skip">Leave out what was missed</option>
        </Select>
      </Field>
      <Text size={200} className={cards.quiet}>
        {periods === 0 ? 'No' : periods} blackout days or quiet times are set; they are edited as JSON.
      </Text>
    </>
  );
}
