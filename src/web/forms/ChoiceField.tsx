import { Select } from '@fluentui/react-components';
import { CheckedField } from './CheckedField.tsx';

export interface ChoiceFieldProps<Value extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly value: Value;
  /** Values with their words. */
  readonly choices: readonly (readonly [Value, string])[];
  readonly onChange: (value: Value) => void;
  readonly pointer?: string;
}

/** One of a few. */
export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>) {
  const { label, hint, value, choices, onChange, pointer } = props;
  return (
    <CheckedField label={label} hint={hint} pointer={pointer}>
      <Select
        // As wide as its place, not as its longest choice: that would widen the page of a phone.
        root={{ style: { minWidth: 0 } }}
        style={{ minWidth: 0 }}
        value={value}
        onChange={(_event, data) => {
          const chosen = choices.find(([each]) => each === data.value);
          if (chosen) onChange(chosen[0]);
        }}
      >
        {choices.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </Select>
    </CheckedField>
  );
}
