import { Button, Combobox, Field, makeStyles, Option } from '@fluentui/react-components';
import { useState } from 'react';
import { nameProblem } from '../parts/nameProblem.ts';

const useStyles = makeStyles({ row: { display: 'flex', gap: '8px' }, grow: { flexGrow: 1, minWidth: 0 } });

export interface GroupChoiceProps {
  /** Those to offer. */
  readonly groups: readonly string[];
  readonly isFree: (group: string) => boolean;
  readonly onChoose: (group: string) => void;
}

/** Adds groups to a stage: those that exist, or a name that clusters will get later. */
export function GroupChoice({ groups, isFree, onChoose }: GroupChoiceProps) {
  const styles = useStyles();
  const [typed, setTyped] = useState('');
  const problem =
    nameProblem(typed) ?? (typed !== '' && !isFree(typed) ? 'A group updates once in a run' : undefined);
  const offered = groups.filter((group) => group.includes(typed));
  const choose = (group: string) => {
    if (group === '' || nameProblem(group) !== undefined || !isFree(group)) return;
    onChoose(group);
    setTyped('');
  };
  return (
    <Field
      label="Update groups"
      required
      hint="They update in parallel; the members of a group one after another."
      {...(problem !== undefined && { validationState: 'error', validationMessage: problem })}
    >
      {(field) => (
        <div className={styles.row}>
          <Combobox
            {...field}
            freeform
            className={styles.grow}
            placeholder="Choose a group or type a name"
            value={typed}
            selectedOptions={[]}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onOptionSelect={(_event, { optionValue }) => choose(optionValue ?? '')}
          >
            {offered.map((group) => (
              <Option key={group} value={group}>
                {group}
              </Option>
            ))}
          </Combobox>
          <Button disabled={typed === '' || problem !== undefined} onClick={() => choose(typed)}>
            Add
          </Button>
        </div>
      )}
    </Field>
  );
}
