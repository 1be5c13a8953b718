import { Select } from '@fluentui/react-components';
import { CheckedField } from './CheckedField.tsx';

export interface ReferenceFieldProps {
  readonly label: string;
  readonly hint?: string;
  /** Undefined for none. */
  readonly value: string | undefined;
  readonly onChange: (name: string | undefined) => void;
  /** Names of what there is. */
  readonly options: readonly string[];
  /** What none means. */
  readonly none: string;
  readonly pointer?: string;
}

/** Something else by its name. One that is named and is not there stays named, and is said to be missing. */
export function ReferenceField(props: ReferenceFieldProps) {
  const { label, hint, value, onChange, options, none, pointer } = props;
  const isMissing = value !== undefined && options.length > 0 && !options.includes(value);
  return (
    <CheckedField
      label={label}
      hint={hint}
      pointer={pointer}
      problem={isMissing ? `There is no ${value}` : undefined}
    >
      <Select
        value={value ?? ''}
        onChange={(_event, data) => onChange(data.value === '' ? undefined : data.value)}
      >
        <option value="">{none}</option>
        {[...options, ...(isMissing ? [value] : [])].map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
    </CheckedField>
  );
}
