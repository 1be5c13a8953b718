import { Checkbox } from '@fluentui/react-components';
import { CheckedField } from './CheckedField.tsx';
import { ControlGroup } from './ControlGroup.tsx';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
export type Day = (typeof DAYS)[number];

export interface WeekFieldProps {
  readonly label: string;
  readonly days: readonly Day[];
  readonly onChange: (days: Day[]) => void;
  readonly pointer?: string;
}

/** Days of the week, in their order. */
export function WeekField({ label, days, onChange, pointer }: WeekFieldProps) {
  return (
    <CheckedField
      label={label}
      pointer={pointer}
      required={true}
      problem={days.length === 0 ? 'Needs at least one day' : undefined}
    >
      <ControlGroup style={{ display: 'flex', flexWrap: 'wrap' }}>
        {DAYS.map((day) => (
          <Checkbox
            key={day}
            label={day}
            checked={days.includes(day)}
            onChange={(_event, { checked }) =>
              onChange(DAYS.filter((each) => (each === day ? checked === true : days.includes(each))))
            }
          />
        ))}
      </ControlGroup>
    </CheckedField>
  );
}
