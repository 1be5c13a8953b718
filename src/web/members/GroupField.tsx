import { Field } from '@fluentui/react-components';
import type { Member } from '../api/types.ts';
import { TypedChoice } from '../forms/TypedChoice.tsx';
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
  const problem = nameProblem(value);
  const isNew = value !== '' && problem === undefined && !all.includes(value);
  return (
    <Field
      label={label}
      hint={isNew ? `${value} is a new group` : hint}
      {...(problem !== undefined && { validationState: 'error', validationMessage: problem })}
    >
      <TypedChoice
        placeholder="Choose one or type a new name"
        options={all.filter((group) => group.includes(value))}
        value={value}
        onChange={onChange}
      />
    </Field>
  );
}
