import { Input } from '@fluentui/react-components';
import { useState } from 'react';
import { CheckedField } from './CheckedField.tsx';
import { countCheck } from './problems.ts';

export interface NumberFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly pointer?: string;
  /** What is wrong beyond the number itself. */
  readonly problem?: string | undefined;
  /** NaN while what stands in the field is no such number. */
  readonly onChange: (value: number) => void;
}

/** A whole number. What is typed stays as it is typed: it is said to be wrong, never made right in silence. */
export function NumberField(props: NumberFieldProps) {
  const { label, hint, value, least, most, pointer, problem, onChange } = props;
  const [typed, setTyped] = useState(String(value));
  const check = countCheck(least, most);
  // What was set from elsewhere meanwhile is shown.
  const text = Number.isNaN(value) || Number(typed) === value ? typed : String(value);
  return (
    <CheckedField label={label} hint={hint} problem={check(text) ?? problem} pointer={pointer}>
      <Input
        type="number"
        style={{ minWidth: 0, width: '100%' }}
        input={{ min: least, max: most, style: { minWidth: 0 } }}
        value={text}
        onChange={(_event, data) => {
          setTyped(data.value);
          onChange(check(data.value) === undefined ? Number(data.value) : Number.NaN);
        }}
      />
    </CheckedField>
  );
}
