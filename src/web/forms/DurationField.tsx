import { FieldContextProvider, Input, makeStyles, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { CheckedField } from './CheckedField.tsx';
import { durationOf, secondsOf, UNITS, type Duration, type Unit } from './duration.ts';

const useStyles = makeStyles({
  row: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1.2fr)', gap: '4px' },
});

export interface DurationFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
  /** In seconds; undefined while the field is empty. */
  readonly value: number | undefined;
  readonly problem: string | undefined;
  readonly pointer?: string;
  /** With seconds; NaN while what stands in the field is no number. */
  readonly onChange: (seconds: number | undefined) => void;
}

/** How long: a number and its unit. */
export function DurationField(props: DurationFieldProps) {
  const { label, hint, required = false, value, problem, pointer, onChange } = props;
  const [typed, setTyped] = useState(() => durationOf(value));
  // What was set from elsewhere meanwhile is shown.
  const shown = Object.is(secondsOf(typed), value) ? typed : durationOf(value);
  const type = (next: Duration) => {
    setTyped(next);
    onChange(secondsOf(next));
  };
  return (
    <CheckedField label={label} hint={hint} required={required} problem={problem} pointer={pointer}>
      <NumberAndUnit label={label} duration={shown} onType={type} />
    </CheckedField>
  );
}

interface NumberAndUnitProps {
  readonly label: string;
  readonly duration: Duration;
  readonly onType: (duration: Duration) => void;
}

const isUnit = (text: string): text is Unit => Object.hasOwn(UNITS, text);

/** A field hands the props that tie it to its label to this, and they are the number's alone. */
function NumberAndUnit({ label, duration, onType, ...field }: NumberAndUnitProps) {
  const styles = useStyles();
  const { text, unit } = duration;
  return (
    <div className={styles.row}>
      <Input
        {...field}
        type="number"
        style={{ minWidth: 0 }}
        input={{ min: 0, style: { minWidth: 0 } }}
        value={text}
        onChange={(_event, data) => onType({ text: data.value, unit })}
      />
      <FieldContextProvider value={undefined}>
        <Select
          aria-label={`${label}: unit`}
          style={{ minWidth: 0 }}
          value={unit}
          onChange={(_event, data) => {
            if (isUnit(data.value)) onType({ text, unit: data.value });
          }}
        >
          {Object.keys(UNITS).map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </Select>
      </FieldContextProvider>
    </div>
  );
}
