import { makeStyles } from '@fluentui/react-components';
import { TextField } from '../forms/TextField.tsx';
import { concurrencyCheck, failuresCheck, limitsOf, type Limits } from './limits.ts';

export const useFieldGrid = makeStyles({
  grid: {
    display: 'grid',
    gap: '8px 16px',
    alignItems: 'start',
    '& > *': { minWidth: 0 },
    gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))',
  },
});

const CONCURRENCY_HINTS = {
  run: 'Members that update at once in any stage, such as 5 or 25%; empty is no limit',
  stage: 'Members of all its groups that update at once; empty is no limit',
  group: 'Members that update at once; empty is one after another',
} as const;

export interface LimitFieldsProps {
  readonly scope: keyof typeof CONCURRENCY_HINTS;
  /** Of the stage or group. */
  readonly name?: string;
  readonly limits: Limits;
  readonly onChange: (limits: Limits) => void;
  /** Of what has the limits. */
  readonly pointer?: string;
  /** There is nothing that could be done at once. */
  readonly oneByOne?: boolean;
}

/** How many at once, and how many may fail: of a run, of a stage or of a group. */
export function LimitFields(props: LimitFieldsProps) {
  const { scope, name, limits, onChange, pointer, oneByOne = false } = props;
  const { grid } = useFieldGrid();
  const set = (some: { readonly [Key in keyof Limits]: string }) => onChange(setOf({ ...limits, ...some }));
  const { maxConcurrency = '', maxAllowedFailures = '' } = limits;
  return (
    <div
      role="group"
      aria-label={name === undefined ? `Limits of the ${scope}` : `Limits of ${scope} ${name}`}
      className={grid}
    >
      {!oneByOne && (
        <TextField
          label="Max concurrency"
          hint={CONCURRENCY_HINTS[scope]}
          value={maxConcurrency}
          onChange={(text) => set({ maxConcurrency: text.trim() })}
          check={concurrencyCheck}
          pointer={pointer && `${pointer}/maxConcurrency`}
        />
      )}
      <TextField
        label="Max allowed failures"
        hint="Members that may fail and it goes on, such as 2 or 10%; empty is none"
        value={maxAllowedFailures}
        onChange={(text) => set({ maxAllowedFailures: text.trim() })}
        check={failuresCheck}
        pointer={pointer && `${pointer}/maxAllowedFailures`}
      />
    </div>
  );
}

/** An empty field sets nothing. */
const setOf = ({ maxConcurrency, maxAllowedFailures }: Limits): Limits =>
  limitsOf({
    ...(maxConcurrency !== '' && maxConcurrency !== undefined && { maxConcurrency }),
    ...(maxAllowedFailures !== '' && maxAllowedFailures !== undefined && { maxAllowedFailures }),
  });
