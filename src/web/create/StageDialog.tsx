import { Field, Input, makeStyles, SpinButton, Tag, TagGroup } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { membersQuery } from '../api/queries.ts';
import type { StageDefinition } from '../api/types.ts';
import { Confirm } from '../parts/Confirm.tsx';
import { nameProblem } from '../parts/nameProblem.ts';
import { GroupChoice } from './GroupChoice.tsx';
import { freeGroups, joinWait, splitWait, type Wait } from './stageList.ts';

const useStyles = makeStyles({
  wait: { display: 'grid', gridTemplateColumns: 'repeat(3, minmax(0, 1fr))', gap: '12px' },
  spin: { width: '100%', minWidth: 0, boxSizing: 'border-box' },
});

export interface StageDialogProps {
  readonly stages: readonly StageDefinition[];
  /** Of the stage to edit; undefined for a new one. */
  readonly index?: number | undefined;
  readonly onSave: (stage: StageDefinition) => void;
  readonly onClose: () => void;
}

export function StageDialog({ stages, index, onSave, onClose }: StageDialogProps) {
  const before = index === undefined ? undefined : stages[index];
  const [name, setName] = useState(before?.name ?? '');
  const [groups, setGroups] = useState<readonly string[]>(before?.groups.map((group) => group.name) ?? []);
  const [wait, setWait] = useState<Wait>(splitWait(before?.afterStageWaitInSeconds ?? 0));
  const { data: members = [] } = useQuery(membersQuery);
  const existing = [...new Set(members.flatMap(({ group }) => group ?? []))].toSorted();
  const isTaken = stages.some((stage, at) => at !== index && stage.name === name);
  const problem = isTaken ? 'Another stage has this name' : nameProblem(name);
  const save = () => {
    const seconds = joinWait(wait);
    onSave({
      name,
      groups: groups.map((group) => ({ name: group })),
      ...(seconds > 0 && { afterStageWaitInSeconds: seconds }),
    });
    return Promise.resolve();
  };
  return (
    <Confirm
      title={before ? `Edit stage ${before.name}` : 'Create stage'}
      action={before ? 'Save' : 'Create'}
      disabled={name === '' || problem !== undefined || groups.length === 0}
      {...{ onConfirm: save, onClose }}
    >
      <Field
        label="Stage name"
        required
        {...(problem !== undefined && { validationState: 'error', validationMessage: problem })}
      >
        <Input value={name} onChange={(_event, { value }) => setName(value)} />
      </Field>
      <GroupChoice
        groups={freeGroups(existing, stages, index).filter((group) => !groups.includes(group))}
        onChoose={(group) => setGroups([...groups, group])}
        isFree={(group) => !groups.includes(group) && freeGroups([group], stages, index).length === 1}
      />
      {groups.length > 0 && (
        <TagGroup
          aria-label="Groups of the stage"
          onDismiss={(_event, { value }) => setGroups(groups.filter((group) => group !== value))}
        >
          {groups.map((group) => (
            <Tag key={group} value={group} dismissible dismissIcon={{ 'aria-label': `Remove ${group}` }}>
              {group}
            </Tag>
          ))}
        </TagGroup>
      )}
      <WaitFields wait={wait} onChange={setWait} />
    </Confirm>
  );
}

const UNITS = [
  ['days', 'Days', 3_650],
  ['hours', 'Hours', 23],
  ['minutes', 'Minutes', 59],
] as const;

function WaitFields({ wait, onChange }: { wait: Wait; onChange: (wait: Wait) => void }) {
  const styles = useStyles();
  return (
    <div role="group" aria-label="Wait after this stage" className={styles.wait}>
      {UNITS.map(([unit, text, most]) => (
        <Field key={unit} label={unit === 'days' ? `Wait after it: ${text.toLowerCase()}` : text}>
          <SpinButton
            {...{ className: styles.spin, min: 0, max: most, value: wait[unit] }}
            onChange={(_event, { value, displayValue }) => {
              const next = value ?? Number(displayValue);
              if (Number.isFinite(next))
                onChange({ ...wait, [unit]: Math.min(most, Math.max(0, Math.trunc(next))) });
            }}
          />
        </Field>
      ))}
    </div>
  );
}
