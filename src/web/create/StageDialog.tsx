import { makeStyles, Text } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { membersQuery } from '../api/queries.ts';
import type { StageDefinition } from '../api/types.ts';
import { NamesField } from '../forms/NamesField.tsx';
import { NumberField } from '../forms/NumberField.tsx';
import { nameCheck, needed } from '../forms/problems.ts';
import { TextField } from '../forms/TextField.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { nameProblem } from '../parts/nameProblem.ts';
import { haveLimits, haveWindows, stageDraft, stageOf, wrongGate, type StageDraft } from './stageDraft.ts';
import { StartWindows } from './StartWindows.tsx';
import { StageGates } from './StageGates.tsx';
import { StageLimits } from './StageLimits.tsx';
import { freeGroups, joinWait, LONGEST_WAIT, sameStages, type Wait } from './stageList.ts';

const useStyles = makeStyles({
  wait: { display: 'grid', gridTemplateColumns: 'repeat(3, minmax(0, 1fr))', gap: '12px' },
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
  const [first] = useState(() => stageDraft(before));
  const [draft, setDraft] = useState(first);
  const change = (some: Partial<StageDraft>) => setDraft({ ...draft, ...some });
  const { name, groups, wait } = draft;
  const [typed, setTyped] = useState('');
  const { data: members = [] } = useQuery(membersQuery);
  const existing = [...new Set(members.flatMap(({ group }) => group ?? []))].toSorted();
  const isTaken = (text: string) => stages.some((stage, at) => at !== index && stage.name === text);
  const nameOfStage = needed((text) => (isTaken(text) ? 'Another stage has this name' : nameCheck(text)));
  const groupOfStage = (group: string) =>
    nameProblem(group) ??
    (freeGroups([group], stages, index).length === 0 ? 'A group updates once in a run' : undefined);
  const isDirty = typed !== '' || !sameStages([stageOf(draft, before)], [stageOf(first, before)]);
  const wrong = wrongGate(draft);
  const pointer = `/stages/${index ?? stages.length}`;
  const save = () => {
    onSave(stageOf(draft, before));
    return Promise.resolve();
  };
  return (
    <Confirm
      title={before ? `Edit stage ${before.name}` : 'Create stage'}
      action={before ? 'Save' : 'Create'}
      disabled={
        nameOfStage(name) !== undefined ||
        groups.length === 0 ||
        !isWait(wait) ||
        !haveLimits(draft) ||
        !haveWindows(draft) ||
        wrong !== undefined
      }
      dirty={isDirty}
      onConfirm={save}
      onClose={onClose}
    >
      <TextField
        label="Stage name"
        required
        value={name}
        onChange={(text) => change({ name: text })}
        check={nameOfStage}
      />
      <NamesField
        label="Update groups"
        required
        hint="They update in parallel; the members of a group one after another, unless its limits say otherwise."
        placeholder="Choose a group or type a name"
        names={groups}
        onChange={(names, left) => {
          change({ groups: names });
          setTyped(left);
        }}
        options={freeGroups(existing, stages, index)}
        check={groupOfStage}
        onTyped={setTyped}
      />
      <WaitFields wait={wait} onChange={(next) => change({ wait: next })} />
      <StageGates draft={draft} onChange={change} pointer={pointer} />
      <StageLimits draft={draft} onChange={change} />
      <StartWindows windows={draft.windows} onChange={(windows) => change({ windows })} pointer={pointer} />
      {wrong !== undefined && <Text size={200}>{wrong}</Text>}
    </Confirm>
  );
}

const UNITS = [
  ['days', 'Days', Math.floor(LONGEST_WAIT / 86_400)],
  ['hours', 'Hours', Math.floor(LONGEST_WAIT / 3_600)],
  ['minutes', 'Minutes', Math.floor(LONGEST_WAIT / 60)],
] as const;

const isWait = (wait: Wait) => joinWait(wait) >= 0 && joinWait(wait) <= LONGEST_WAIT;

function WaitFields({ wait, onChange }: { wait: Wait; onChange: (wait: Wait) => void }) {
  const styles = useStyles();
  return (
    <div role="group" aria-label="Wait after this stage" className={styles.wait}>
      {UNITS.map(([unit, text, most]) => (
        <NumberField
          key={unit}
          label={unit === 'days' ? `Wait after it: ${text.toLowerCase()}` : text}
          value={wait[unit]}
          least={0}
          most={most}
          onChange={(value) => onChange({ ...wait, [unit]: value })}
        />
      ))}
    </div>
  );
}
