import { ChoiceField } from '../forms/ChoiceField.tsx';
import { NumberField } from '../forms/NumberField.tsx';
import { LONGEST_BUSY_WAIT, type RolloutPolicy } from './limits.ts';
import { useFieldGrid } from './LimitFields.tsx';

const BUDGET_MODES = [
  ['Soft', 'Soft'],
  ['Strict', 'Strict'],
] as const;

const ON_STOPPED = [
  ['Fail', 'Fail'],
  ['Skip', 'Skip'],
] as const;

interface ConditionFieldsProps {
  readonly policy: RolloutPolicy;
  readonly onChange: (policy: RolloutPolicy) => void;
}

/** How strictly failures are counted, and what becomes of clusters that are stopped or busy. What is the default is not set. */
export function ConditionFields({ policy, onChange }: ConditionFieldsProps) {
  const { grid } = useFieldGrid();
  const { budgetMode, onStoppedCluster, busyClusterWaitInSeconds = 0 } = policy;
  return (
    <div role="group" aria-label="Failures and clusters" className={grid}>
      <ChoiceField
        label="Budget mode"
        hint="Strict passes the allowed failures by one at most; soft lets those fail too that are updating"
        value={budgetMode ?? 'Soft'}
        choices={BUDGET_MODES}
        onChange={(mode) => {
          const { budgetMode: _before, ...rest } = policy;
          onChange(mode === 'Strict' ? { ...rest, budgetMode: mode } : rest);
        }}
        pointer="/policy/budgetMode"
      />
      <ChoiceField
        label="On stopped cluster"
        hint="Fail counts it as a failure; skip leaves it for a later start"
        value={onStoppedCluster ?? 'Fail'}
        choices={ON_STOPPED}
        onChange={(what) => {
          const { onStoppedCluster: _before, ...rest } = policy;
          onChange(what === 'Skip' ? { ...rest, onStoppedCluster: what } : rest);
        }}
        pointer="/policy/onStoppedCluster"
      />
      <NumberField
        label="Busy cluster wait in seconds"
        hint="How long a member waits for another operation of AKS on its cluster; 0 is no wait"
        value={busyClusterWaitInSeconds}
        least={0}
        most={LONGEST_BUSY_WAIT}
        onChange={(wait) => {
          const { busyClusterWaitInSeconds: _before, ...rest } = policy;
          onChange(wait === 0 ? rest : { ...rest, busyClusterWaitInSeconds: wait });
        }}
        pointer="/policy/busyClusterWaitInSeconds"
      />
    </div>
  );
}
