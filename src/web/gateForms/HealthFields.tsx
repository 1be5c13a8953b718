import { ChoiceField } from '../forms/ChoiceField.tsx';
import { DurationField } from '../forms/DurationField.tsx';
import { NumberField } from '../forms/NumberField.tsx';
import { RowsField } from '../forms/RowsField.tsx';
import { useFieldGrid } from '../policy/LimitFields.tsx';
import { CheckFields } from './CheckFields.tsx';
import type { HealthCheck, HealthGate, Problems } from './checkProblems.ts';
import { GATE_DEFAULTS } from '../gates/gateDefaults.ts';
import { MOST_CHECKS, MOST_TOLERATED } from './gateProblems.ts';

const ON_FAILURE = [
  ['Fail', 'Fails'],
  ['Hold', 'Waits: an Approver decides'],
] as const;

export interface HealthFieldsProps {
  readonly gate: HealthGate;
  readonly onChange: (gate: HealthGate) => void;
  readonly problems: Problems;
  readonly pointer: string;
}

/** What is asked of the clusters, how often and for how long, and how many answers may be bad. */
export function HealthFields(props: HealthFieldsProps) {
  const { gate, onChange, problems, pointer } = props;
  return (
    <>
      <RowsField
        label="Checks"
        hint="An evaluation looks at all of them"
        noun="check"
        most={MOST_CHECKS}
        rows={gate.checks}
        onChange={(checks) => onChange({ ...gate, checks: [...checks] })}
        empty={(): HealthCheck => ({ type: 'Clusters' })}
        problem={problems.get('/checks')}
        pointer={`${pointer}/checks`}
      >
        {(check, change, at) => (
          <CheckFields
            check={check}
            onChange={change}
            problemAt={(field) => problems.get(`${at.slice(pointer.length)}${field}`)}
            pointer={at}
          />
        )}
      </RowsField>
      <Durations {...props} />
      <Tolerance {...props} />
    </>
  );
}

const DURATIONS = [
  ['soakInSeconds', 'Healthy for', 'For so long every evaluation must be Successful; 0: one is enough'],
  ['timeoutInSeconds', 'Time-out', 'From when it is reached; then it has failed'],
  ['intervalInSeconds', 'Evaluated every', 'At least a minute'],
  ['initialDelayInSeconds', 'First evaluation after', 'Time for the clusters to settle'],
] as const;

function Durations({ gate, onChange, problems, pointer }: HealthFieldsProps) {
  const { grid } = useFieldGrid();
  const shown = { ...GATE_DEFAULTS, ...gate };
  return (
    <div role="group" aria-label="Times" className={grid}>
      {DURATIONS.map(([field, label, hint]) => (
        <DurationField
          key={field}
          label={label}
          hint={hint}
          required
          value={emptyOf(shown[field])}
          problem={problems.get(`/${field}`)}
          // What is empty is no number: it is said to be wrong, and never taken for another.
          onChange={(seconds = Number.NaN) => onChange({ ...gate, [field]: seconds })}
          pointer={`${pointer}/${field}`}
        />
      ))}
    </div>
  );
}

const emptyOf = (seconds: number) => (Number.isNaN(seconds) ? undefined : seconds);

const TOLERATED = [
  ['failureLimit', 'Failed evaluations allowed', 'One more, and the gate has failed'],
  ['inconclusiveLimit', 'Inconclusive ones allowed', 'One more, and an Approver decides'],
  ['consecutiveErrorLimit', 'Errors in a row allowed', 'One more, and the gate has failed'],
] as const;

function Tolerance({ gate, onChange, pointer }: HealthFieldsProps) {
  const { grid } = useFieldGrid();
  const shown = { ...GATE_DEFAULTS, ...gate };
  return (
    <div role="group" aria-label="What is tolerated" className={grid}>
      {TOLERATED.map(([field, label, hint]) => (
        <NumberField
          key={field}
          label={label}
          hint={hint}
          value={shown[field]}
          least={0}
          most={MOST_TOLERATED}
          onChange={(count) => onChange({ ...gate, [field]: count })}
          pointer={`${pointer}/${field}`}
        />
      ))}
      <ChoiceField
        label="Where it would fail it"
        value={gate.onFailure ?? 'Fail'}
        choices={ON_FAILURE}
        onChange={(what) => {
          const { onFailure: _before, ...rest } = gate;
          onChange(what === 'Hold' ? { ...rest, onFailure: what } : rest);
        }}
        pointer={`${pointer}/onFailure`}
      />
    </div>
  );
}
