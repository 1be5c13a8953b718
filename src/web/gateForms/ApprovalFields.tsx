import { Checkbox, Textarea } from '@fluentui/react-components';
import { CheckedField } from '../forms/CheckedField.tsx';
import { DurationField } from '../forms/DurationField.tsx';
import { NamesField } from '../forms/NamesField.tsx';
import { NumberField } from '../forms/NumberField.tsx';
import { useFieldGrid } from '../policy/LimitFields.tsx';
import type { Problems } from './checkProblems.ts';
import { GATE_DEFAULTS } from '../gates/gateDefaults.ts';
import { approverCheck, MOST_APPROVERS, type ApprovalGate } from './gateProblems.ts';

export interface ApprovalFieldsProps {
  readonly gate: ApprovalGate;
  readonly onChange: (gate: ApprovalGate) => void;
  /** Also with an approver who is typed and not added yet. */
  readonly onApprovers: (gate: ApprovalGate, typed: string) => void;
  readonly problems: Problems;
  readonly pointer: string;
}

/** Who decides, how many of them, until when, and what they are to look at. */
export function ApprovalFields(props: ApprovalFieldsProps) {
  const { gate, onChange, onApprovers, problems, pointer } = props;
  const { grid } = useFieldGrid();
  const { minimumApprovals = GATE_DEFAULTS.minimumApprovals, requesterMayApprove = false } = gate;
  return (
    <>
      <Instructions gate={gate} onChange={onChange} problems={problems} pointer={pointer} />
      <Approvers
        gate={gate}
        onApprovers={onApprovers}
        problem={problems.get('/approvers')}
        pointer={pointer}
      />
      <div className={grid}>
        <NumberField
          label="Approvals needed"
          hint="Each from another person"
          value={minimumApprovals}
          least={1}
          most={MOST_APPROVERS}
          problem={problems.get('/minimumApprovals')}
          onChange={(count) => onChange({ ...gate, minimumApprovals: count })}
          pointer={`${pointer}/minimumApprovals`}
        />
        <DurationField
          label="Fails unless decided within"
          hint="From when it is reached; empty is no limit"
          value={gate.expiresInSeconds}
          problem={problems.get('/expiresInSeconds')}
          onChange={(seconds) => {
            const { expiresInSeconds: _before, ...rest } = gate;
            onChange(seconds === undefined ? rest : { ...rest, expiresInSeconds: seconds });
          }}
          pointer={`${pointer}/expiresInSeconds`}
        />
      </div>
      <Checkbox
        label="Whoever asked for the run may approve too"
        checked={requesterMayApprove}
        onChange={(_event, { checked }) => {
          const { requesterMayApprove: _before, ...rest } = gate;
          onChange(checked === true ? { ...rest, requesterMayApprove: true } : rest);
        }}
      />
    </>
  );
}

type PartProps = Pick<ApprovalFieldsProps, 'gate' | 'onChange' | 'pointer'>;

function Instructions(props: PartProps & Pick<ApprovalFieldsProps, 'problems'>) {
  const { gate, onChange, problems, pointer } = props;
  return (
    <CheckedField
      label="Instructions"
      hint="What whoever decides is to look at"
      problem={problems.get('/instructions')}
      pointer={`${pointer}/instructions`}
    >
      <Textarea
        value={gate.instructions ?? ''}
        onChange={(_event, { value }) => {
          const { instructions: _before, ...rest } = gate;
          onChange(value === '' ? rest : { ...rest, instructions: value });
        }}
      />
    </CheckedField>
  );
}

interface ApproversProps extends Pick<ApprovalFieldsProps, 'gate' | 'onApprovers' | 'pointer'> {
  readonly problem: string | undefined;
}

function Approvers({ gate, onApprovers, problem, pointer }: ApproversProps) {
  const { approvers: named = [], ...rest } = gate;
  const check = (id: string) =>
    approverCheck(id) ?? (named.includes(id.toLowerCase()) ? 'Is in the list already' : undefined);
  return (
    <NamesField
      label="Approvers"
      hint="Object IDs of users and groups: the page Overview of each in the Microsoft Entra admin center shows its own. With none, everybody with the role Approver decides."
      placeholder="An object ID"
      names={named}
      onChange={(names, typed) => {
        const ids = names.map((id) => id.toLowerCase());
        onApprovers(ids.length === 0 ? rest : { ...rest, approvers: ids }, typed);
      }}
      options={[]}
      check={check}
      problem={problem}
      onTyped={(typed) => onApprovers(gate, typed)}
      pointer={`${pointer}/approvers`}
    />
  );
}
