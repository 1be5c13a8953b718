import { Button, makeStyles, Tag, TagGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { CheckedField } from './CheckedField.tsx';
import type { Check } from './problems.ts';
import { TypedChoice } from './TypedChoice.tsx';

const useStyles = makeStyles({
  row: { display: 'flex', gap: '8px', minWidth: 0 },
  grow: { flexGrow: 1, minWidth: 0, '& input': { minWidth: 0, width: '100%' } },
  tags: { flexWrap: 'wrap', rowGap: '4px' },
});

export interface NamesFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly required?: boolean;
  readonly names: readonly string[];
  /** With what stands in the field still and is not added. */
  readonly onChange: (names: readonly string[], typed: string) => void;
  /** Names to offer; those that are there already are left out. */
  readonly options: readonly string[];
  readonly check: Check;
  readonly placeholder?: string;
  readonly pointer?: string | undefined;
  /** What is wrong with the list, beyond what is typed. */
  readonly problem?: string | undefined;
  /** With what stands in the field, when that alone changes. */
  readonly onTyped?: (typed: string) => void;
}

/** A list of names: each chosen from what there is, or typed. */
export function NamesField(props: NamesFieldProps) {
  const {
    label,
    hint,
    required = false,
    names,
    onChange,
    options,
    check,
    placeholder,
    pointer,
    problem: ofList,
    onTyped,
  } = props;
  const styles = useStyles();
  const [typed, setTyped] = useState('');
  const type = (text: string) => {
    setTyped(text);
    onTyped?.(text);
  };
  const problem =
    typed !== ''
      ? (check(typed) ?? (names.includes(typed) ? 'Is in the list already' : undefined))
      : required && names.length === 0
        ? 'Needs at least one'
        : undefined;
  const isWrong = typed === '' || problem !== undefined;
  const add = (name: string) => {
    if (name === '' || check(name) !== undefined || names.includes(name)) return;
    onChange([...names, name], '');
    setTyped('');
  };
  return (
    <>
      <CheckedField
        label={label}
        hint={hint}
        required={required}
        problem={problem ?? ofList}
        pointer={pointer}
      >
        <Adding typed={typed} onType={type} add={add} placeholder={placeholder} isWrong={isWrong}>
          {options.filter((name) => !names.includes(name) && name.includes(typed))}
        </Adding>
      </CheckedField>
      {names.length > 0 && (
        <TagGroup
          aria-label={`${label}: chosen`}
          className={styles.tags}
          onDismiss={(_event, { value }) =>
            onChange(
              names.filter((name) => name !== value),
              typed,
            )
          }
        >
          {names.map((name) => (
            <Tag key={name} value={name} dismissible dismissIcon={{ 'aria-label': `Remove ${name}` }}>
              {name}
            </Tag>
          ))}
        </TagGroup>
      )}
    </>
  );
}

interface AddingProps {
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly add: (name: string) => void;
  readonly placeholder: string | undefined;
  readonly isWrong: boolean;
  readonly children: readonly string[];
}

/** The text with its button. A field hands the props that tie it to its label to this, and they are the text's. */
function Adding({ typed, onType, add, placeholder, isWrong, children, ...field }: AddingProps) {
  const styles = useStyles();
  return (
    <div className={styles.row}>
      <TypedChoice
        {...field}
        className={styles.grow}
        placeholder={placeholder}
        value={typed}
        onChange={onType}
        onTake={add}
        options={children}
      />
      <Button disabledFocusable={isWrong} onClick={() => add(typed)}>
        Add
      </Button>
    </div>
  );
}
