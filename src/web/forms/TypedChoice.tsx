import { Combobox, Option } from '@fluentui/react-components';
import { useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';

export interface TypedChoiceProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** With the option that was taken; what is typed alone does not come here. */
  readonly onTake?: (option: string) => void;
  readonly options: readonly string[];
  readonly placeholder?: string | undefined;
  readonly className?: string | undefined;
  readonly id?: string | undefined;
  readonly 'aria-labelledby'?: string | undefined;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-invalid'?: boolean | 'true' | 'false' | 'grammar' | 'spelling' | undefined;
  readonly 'aria-required'?: boolean | 'true' | 'false' | undefined;
  readonly onBlur?: ((event: FocusEvent) => void) | undefined;
}

const ARROW = /^(Arrow|Page)(Up|Down)$/;
const EDGE = /^(Home|End)$/;
const NONE: string[] = [];
/** Begins no word, so that the list marks nothing as chosen while somebody types. */
const UNMATCHED = '\u2060';

/**
 * A text with suggestions. What is typed counts, whatever the list has in sight: an option is taken by a click, or
 * when the arrows have gone to it. The list's own way is to take the nearest option on Tab, without a word.
 */
export function TypedChoice({ value, onChange, onTake, options, ...rest }: TypedChoiceProps) {
  const [arrowed, setArrowed] = useState(false);
  const isOpen = useRef(false);
  const take = (option: string) => {
    setArrowed(false);
    if (onTake) onTake(option);
    else onChange(option);
  };
  return (
    <Combobox
      {...rest}
      freeform
      value={value}
      selectedOptions={NONE}
      disableAutoFocus={!arrowed}
      onChange={(event) => {
        setArrowed(false);
        onChange(event.currentTarget.value);
      }}
      onOpenChange={(_event, { open }) => {
        isOpen.current = open;
        if (!open) setArrowed(false);
      }}
      onKeyDown={({ key }: KeyboardEvent) => {
        if (ARROW.test(key) || (isOpen.current && EDGE.test(key))) setArrowed(true);
      }}
      onOptionSelect={(event, { optionValue }) => {
        if (optionValue !== undefined && (event.type === 'click' || arrowed)) take(optionValue);
      }}
    >
      {options.map((option) => (
        <Option key={option} value={option} text={UNMATCHED}>
          {option}
        </Option>
      ))}
    </Combobox>
  );
}
