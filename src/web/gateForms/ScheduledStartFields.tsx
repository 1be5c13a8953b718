import { Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { appNow } from '../api/connection.ts';
import { ChoiceField } from '../forms/ChoiceField.tsx';
import { CheckedField } from '../forms/CheckedField.tsx';
import { TextField } from '../forms/TextField.tsx';
import { TimeZoneField } from '../forms/TimeZoneField.tsx';
import { useFieldGrid } from '../policy/LimitFields.tsx';
import type { Problems } from './checkProblems.ts';
import type { ScheduledStartGate } from './gateProblems.ts';
import { momentOf, momentText, ownMonday, type Moment } from './moment.ts';

type NotBefore = ScheduledStartGate['notBefore'];
type Weekly = Exclude<NotBefore, string>;

const DAYS = [
  ['Mon', 'Monday'],
  ['Tue', 'Tuesday'],
  ['Wed', 'Wednesday'],
  ['Thu', 'Thursday'],
  ['Fri', 'Friday'],
  ['Sat', 'Saturday'],
  ['Sun', 'Sunday'],
] as const;

export interface ScheduledStartFieldsProps {
  readonly gate: ScheduledStartGate;
  readonly onChange: (gate: ScheduledStartGate) => void;
  readonly problems: Problems;
  readonly pointer: string;
}

/** When it opens: on the next such day of the week after it is reached, or at one moment. */
export function ScheduledStartFields({ gate, onChange, problems, pointer }: ScheduledStartFieldsProps) {
  const { grid } = useFieldGrid();
  const { notBefore } = gate;
  const set = (next: NotBefore) => onChange({ ...gate, notBefore: next });
  return (
    <>
      <WeeklyOrOnce notBefore={notBefore} onChange={set} />
      <div className={grid}>
        {typeof notBefore === 'string' ? (
          <OnceFields
            notBefore={notBefore}
            onChange={set}
            problem={problems.get('/notBefore')}
            pointer={`${pointer}/notBefore`}
          />
        ) : (
          <WeeklyFields
            weekly={notBefore}
            onChange={set}
            problem={problems.get('/notBefore/time')}
            pointer={`${pointer}/notBefore`}
          />
        )}
      </div>
    </>
  );
}

/** What was filled in of the other is there again when it is gone back to. */
function WeeklyOrOnce({
  notBefore,
  onChange,
}: {
  notBefore: NotBefore;
  onChange: (next: NotBefore) => void;
}) {
  const [other, setOther] = useState<NotBefore>();
  const isOnce = typeof notBefore === 'string';
  return (
    <CheckedField label="Opens">
      <RadioGroup
        layout="horizontal"
        value={isOnce ? 'once' : 'weekly'}
        onChange={() => {
          setOther(notBefore);
          onChange(other ?? (isOnce ? ownMonday() : tomorrow()));
        }}
      >
        <Radio value="weekly" label="On the next such day of the week" />
        <Radio value="once" label="At one moment" />
      </RadioGroup>
    </CheckedField>
  );
}

const tomorrow = () =>
  momentText({ ...momentOf(new Date(appNow() + 86_400_000).toISOString()), time: '06:00' });

interface PartProps {
  readonly problem: string | undefined;
  readonly pointer: string;
}

interface WeeklyFieldsProps extends PartProps {
  readonly weekly: Weekly;
  readonly onChange: (weekly: Weekly) => void;
}

function WeeklyFields({ weekly, onChange, problem, pointer }: WeeklyFieldsProps) {
  return (
    <>
      <ChoiceField
        label="Day of the week"
        value={weekly.day}
        choices={DAYS}
        onChange={(day) => onChange({ ...weekly, day })}
        pointer={`${pointer}/day`}
      />
      <TextField
        label="Time"
        kind="time"
        required
        value={weekly.time}
        onChange={(time) => onChange({ ...weekly, time })}
        check={() => problem}
        pointer={`${pointer}/time`}
      />
      <TimeZoneField
        value={weekly.timeZone}
        onChange={(timeZone) => onChange({ ...weekly, timeZone })}
        pointer={`${pointer}/timeZone`}
      />
    </>
  );
}

const LOCAL = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });

interface OnceFieldsProps extends PartProps {
  readonly notBefore: string;
  readonly onChange: (notBefore: string) => void;
}

function OnceFields({ notBefore, onChange, problem, pointer }: OnceFieldsProps) {
  const moment = momentOf(notBefore);
  const set = (some: Partial<Moment>) => onChange(momentText({ ...moment, ...some }));
  const at = Date.parse(notBefore);
  const isPast = at < appNow();
  const local = Number.isNaN(at) ? undefined : `${LOCAL.format(at)} where you are`;
  return (
    <>
      <TextField
        label="Day (UTC)"
        kind="date"
        required
        value={moment.day}
        onChange={(day) => set({ day })}
        check={() => problem}
        pointer={pointer}
      />
      <TextField
        label="Time (UTC)"
        kind="time"
        required
        hint={local && `${local}${isPast ? ': that is over, it opens at once' : ''}`}
        value={moment.time}
        onChange={(time) => set({ time })}
        check={() => problem}
      />
    </>
  );
}
