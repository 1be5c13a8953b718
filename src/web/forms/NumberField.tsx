import { Input } from '@fluentui/react-components';
import { useState } from 'react';
import { CheckedField } from './CheckedField.tsx';
import { countCheck } from './problems.ts';

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly pointer?: string;
  /** NaN while what stands in the field is no such number. */
  readonly onChange: (value: number) => void;
}

/** A whole number. What is typed stays as it is typed: it is said to be wrong, never made right in silence. */
export function NumberField({ label, value, least, most, pointer, onChange }: NumberFieldProps) {
  const [text, setText] = useState(String(value));
  const check = countCheck(least, most);
  return (
    <CheckedField label={label} problem={check(text)} pointer={pointer}>
      <Input
        type="number"
        style={{ minWidth: 0, width: '100%' }}
        input={{ min: least, max: most, style: { minWidth: 0 } }}
        value={text}
        onChange={(_event, data) => {
          setText(data.value);
          onChange(check(data.value) === undefined ? Number(data.value) : Number.NaN);
        }}
      />
    </CheckedField>
  );
}
