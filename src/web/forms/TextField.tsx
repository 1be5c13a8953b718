import { Input, type InputProps } from '@fluentui/react-components';
import { CheckedField, type CheckedFieldProps } from './CheckedField.tsx';
import type { Check } from './problems.ts';

export interface TextFieldProps extends Omit<CheckedFieldProps, 'children' | 'problem'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly check?: Check | undefined;
  /** The id of a `datalist` with suggestions. */
  readonly list?: string;
  readonly placeholder?: string;
  readonly kind?: 'text' | 'date' | 'time';
}

/** A line of text, a day or a time. */
export function TextField({ value, onChange, check, list, placeholder, kind, ...field }: TextFieldProps) {
  const input: InputProps = { value, style: { minWidth: 0 }, input: { style: { minWidth: 0 } } };
  return (
    <CheckedField {...field} problem={check?.(value)}>
      <Input
        {...input}
        type={kind ?? 'text'}
        list={list}
        placeholder={placeholder}
        onChange={(_event, data) => onChange(data.value)}
      />
    </CheckedField>
  );
}
