import { Field } from '@fluentui/react-components';
import { useState, type ReactElement } from 'react';
import { useFieldTrouble } from './formTrouble.ts';

export interface CheckedFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly required?: boolean;
  /** What is wrong with what is in it now; said once the viewer leaves the field. */
  readonly problem?: string | undefined;
  /** Where the value is in the body, as a JSON pointer: what the app says of it is shown here. */
  readonly pointer?: string | undefined;
  /** One control, or a function that gets the props which tie a control to its label. */
  readonly children: ReactElement;
}

/** A field whose error stands at it, as soon as it is left. */
export function CheckedField({ label, hint, required, problem, pointer, children }: CheckedFieldProps) {
  const [left, setLeft] = useState(false);
  const { tried, refusal } = useFieldTrouble(pointer);
  const shown = (left || tried ? problem : undefined) ?? refusal;
  return (
    <Field
      label={label}
      hint={hint}
      required={required === true}
      onBlur={() => setLeft(true)}
      {...(shown !== undefined && { validationState: 'error', validationMessage: shown })}
    >
      {children}
    </Field>
  );
}
