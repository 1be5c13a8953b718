import { Checkbox, Field } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { strategiesQuery, triggersQuery } from '../api/queries.ts';
import type { TriggerBody } from '../api/types.ts';
import { ControlGroup } from '../forms/ControlGroup.tsx';
import { NumberField } from '../forms/NumberField.tsx';
import { ReferenceField } from '../forms/ReferenceField.tsx';

type Completion = Extract<TriggerBody, { kind: 'completion' }>;

const STATES = ['Completed', 'Failed', 'Stopped', 'Skipped'] as const;
const STANDARD: readonly (typeof STATES)[number][] = ['Completed'];
const MOST_HOURS = 30 * 24;
const HOUR_SECONDS = 3600;

/** Which runs it waits for, how they must have ended, and how long after that it starts. */
export function CompletionFields({
  body,
  onChange,
}: {
  body: Completion;
  onChange: (body: Completion) => void;
}) {
  const { completion } = body;
  const { data: strategies = [] } = useQuery(strategiesQuery);
  const { data: triggers = [] } = useQuery(triggersQuery);
  const { strategy, trigger, ...rest } = completion;
  const states = completion.states ?? STANDARD;
  return (
    <>
      <ReferenceField
        label="After a run of the strategy"
        none="Any: by the trigger below"
        value={strategy}
        onChange={(name) =>
          onChange({ ...body, completion: name === undefined ? rest : { ...rest, strategy: name } })
        }
        options={strategies.map(({ name }) => name)}
        pointer="/completion/strategy"
      />
      <ReferenceField
        label="After a run of the trigger"
        none="Any: by the strategy above"
        value={trigger}
        onChange={(name) =>
          onChange({ ...body, completion: name === undefined ? rest : { ...rest, trigger: name } })
        }
        options={triggers.map(({ name }) => name)}
        pointer="/completion/trigger"
      />
      <Field label="When it has first ended">
        <ControlGroup>
          {STATES.map((state) => (
            <Checkbox
              key={state}
              label={state}
              checked={states.includes(state)}
              onChange={() => {
                const next = STATES.filter((each) => (each === state) !== states.includes(each));
                onChange({ ...body, completion: { ...completion, states: next } });
              }}
            />
          ))}
        </ControlGroup>
      </Field>
      <NumberField
        label="Hours to wait after that"
        least={0}
        most={MOST_HOURS}
        value={(completion.delayInSeconds ?? 0) / HOUR_SECONDS}
        onChange={(hours) =>
          onChange({ ...body, completion: { ...completion, delayInSeconds: hours * HOUR_SECONDS } })
        }
        pointer="/completion/delayInSeconds"
      />
    </>
  );
}
