import { Combobox, Field, Option } from '@fluentui/react-components';
import type { Member } from '../api/types.ts';
import { nameProblem } from '../parts/nameProblem.ts';

export interface GroupFieldProps {
  readonly members: readonly Member[];
  readonly value: string;
  readonly onChange: (group: string) => void;
  readonly label?: string;
  readonly hint?: string;
}

/** A group: one that exists, or a new name. */
export function GroupField({ members, value, onChange, label = 'Update group', hint }: GroupFieldProps) {
  const all = [...new Set(members.flatMap(({ group }) => group ?? []))].toSorted();
  const offered = all.filter((group) => group.includes(value));
  const problem = nameProblem(value);
  return (
    <Field
      label={label}
      hint={hint}
      {...(problem !== undefined && { validationState: 'error', validationMessage: problem })}
    >
      <Combobox
        freeform
        placeholder="Choose one or type a new name"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onOptionSelect={(_event, { optionValue }) => onChange(optionValue ?? '')}
      >
        {offered.map((group) => (
          <Option key={group} value={group}>
            {group}
          </Option>
        ))}
        {offered.length === 0 && value !== '' && (
          <Option value={value} text={value}>{`New group “${value}”`}</Option>
        )}
      </Combobox>
    </Field>
  );
}
