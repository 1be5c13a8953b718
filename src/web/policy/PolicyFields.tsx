import { NumberField } from '../forms/NumberField.tsx';
import { Fold } from '../parts/Fold.tsx';
import { ConditionFields } from './ConditionFields.tsx';
import {
  limitsOf,
  LONGEST_RETRY_DELAY,
  MOST_RETRIES,
  policyText,
  withLimits,
  type RolloutPolicy,
} from './limits.ts';
import { LimitFields, useFieldGrid } from './LimitFields.tsx';

export interface PolicyFieldsProps {
  readonly policy: RolloutPolicy | undefined;
  /** Undefined when nothing is set. */
  readonly onChange: (policy: RolloutPolicy | undefined) => void;
  readonly oneByOne?: boolean;
}

/** What holds for a whole run: folded away, with what is set in its title. */
export function PolicyFields({ policy = {}, onChange, oneByOne = false }: PolicyFieldsProps) {
  const said = policyText(policy);
  const change = (next: RolloutPolicy) => onChange(Object.keys(next).length === 0 ? undefined : next);
  return (
    <Fold title={`Limits of the whole run: ${said === '' ? 'none' : said}`}>
      <RunLimits policy={policy} onChange={change} oneByOne={oneByOne} />
    </Fold>
  );
}

export interface RunLimitsProps {
  readonly policy: RolloutPolicy;
  readonly onChange: (policy: RolloutPolicy) => void;
  readonly oneByOne: boolean;
}

/** The fields themselves. */
export function RunLimits({ policy, onChange, oneByOne }: RunLimitsProps) {
  return (
    <>
      <LimitFields
        scope="run"
        limits={limitsOf(policy)}
        onChange={(limits) => onChange(withLimits(policy, limits))}
        pointer="/policy"
        oneByOne={oneByOne}
      />
      <RetryFields policy={policy} onChange={onChange} />
      <ConditionFields policy={policy} onChange={onChange} />
    </>
  );
}

const NO_RETRIES = { count: 0, delayInSeconds: 300 };

function RetryFields({ policy, onChange }: { policy: RolloutPolicy; onChange: (p: RolloutPolicy) => void }) {
  const { grid } = useFieldGrid();
  const { retries = NO_RETRIES, ...rest } = policy;
  const set = (some: Partial<typeof retries>) => {
    const next = { ...retries, ...some };
    onChange(next.count === 0 ? rest : { ...rest, retries: next });
  };
  return (
    <div role="group" aria-label="Retries of a member" className={grid}>
      <NumberField
        label="Retries"
        hint="How often a failed member is tried again before it counts as failed"
        value={retries.count}
        least={0}
        most={MOST_RETRIES}
        onChange={(count) => set({ count })}
        pointer="/policy/retries/count"
      />
      {retries.count !== 0 && (
        <NumberField
          label="Retry delay in seconds"
          hint="From the failure to the next try"
          value={retries.delayInSeconds}
          least={0}
          most={LONGEST_RETRY_DELAY}
          onChange={(delayInSeconds) => set({ delayInSeconds })}
          pointer="/policy/retries/delayInSeconds"
        />
      )}
    </div>
  );
}
