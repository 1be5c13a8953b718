import { Switch } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { strategiesQuery } from '../api/queries.ts';
import type { TriggerBody } from '../api/types.ts';
import { FleetChoice } from '../create/FleetChoice.tsx';
import { ChoiceField } from '../forms/ChoiceField.tsx';
import { templateCheck } from '../forms/problems.ts';
import { ReferenceField } from '../forms/ReferenceField.tsx';
import { TextField } from '../forms/TextField.tsx';
import { useCards } from '../parts/cards.ts';
import { CompletionFields } from './CompletionFields.tsx';
import { ReleaseFields } from './ReleaseFields.tsx';
import { ScheduleFields } from './ScheduleFields.tsx';
import { NAME_TEMPLATES } from './triggerBody.ts';
import { TriggerScope } from './TriggerScope.tsx';
import { WebhookFields } from './WebhookFields.tsx';

const OVERLAPS = [
  ['skip', 'Skip the new start'],
  ['queue', 'Start when it has ended'],
  ['allow', 'Start at once; locks keep them apart on a cluster'],
] as const;

export interface TriggerFormProps {
  readonly body: TriggerBody;
  /** Empty while a new one has no name yet. */
  readonly name: string;
  readonly onChange: (body: TriggerBody) => void;
}

/** What all kinds have, and what is the kind's own. */
export function TriggerForm({ body, name, onChange }: TriggerFormProps) {
  const cards = useCards();
  const { data: strategies = [] } = useQuery(strategiesQuery);
  return (
    <div className={cards.stack}>
      <Switch
        label={body.enabled === false ? 'Paused: nothing starts' : 'Enabled'}
        checked={body.enabled ?? true}
        onChange={(_event, { checked }) => onChange({ ...body, enabled: checked })}
      />
      {body.kind === 'schedule' && <ScheduleFields body={body} onChange={onChange} />}
      {body.kind === 'webhook' && <WebhookFields body={body} name={name} onChange={onChange} />}
      {body.kind === 'release' && (
        <ReleaseFields release={body.release} onChange={(release) => onChange({ ...body, release })} />
      )}
      {body.kind === 'completion' && <CompletionFields body={body} onChange={onChange} />}
      <ReferenceField
        label="Strategy"
        none="None: one by one"
        value={body.strategy}
        onChange={(strategy) => {
          const { strategy: _before, ...rest } = body;
          onChange(strategy === undefined ? rest : { ...rest, strategy });
        }}
        options={strategies.map((strategy) => strategy.name)}
        pointer="/strategy"
      />
      <TriggerScope body={body} onChange={onChange} />
      <FleetChoice
        role="Admin"
        fleets={body.fleets ?? []}
        onChange={(fleets) => {
          const { fleets: _before, ...rest } = body;
          onChange(fleets.length === 0 ? rest : { ...rest, fleets: [...fleets] });
        }}
      />
      <RunsFields body={body} onChange={onChange} />
    </div>
  );
}

/** How its runs are called, and what happens when one is under way. */
function RunsFields({ body, onChange }: Pick<TriggerFormProps, 'body' | 'onChange'>) {
  const { standard, placeholders, unique } = NAME_TEMPLATES[body.kind];
  return (
    <>
      <TextField
        label="Names of its runs"
        hint={`With ${placeholders.map((each) => `{${each}}`).join(', ')} in them`}
        value={body.nameTemplate ?? standard}
        onChange={(nameTemplate) => onChange({ ...body, nameTemplate })}
        check={templateCheck(placeholders, unique)}
        pointer="/nameTemplate"
      />
      <ChoiceField
        label="While its last run is under way"
        value={body.overlap ?? (body.kind === 'release' || body.kind === 'completion' ? 'queue' : 'skip')}
        choices={OVERLAPS}
        onChange={(overlap) => onChange({ ...body, overlap })}
        pointer="/overlap"
      />
    </>
  );
}
