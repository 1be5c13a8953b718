import { Field, Select, Switch } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { strategiesQuery } from '../api/queries.ts';
import type { TriggerBody } from '../api/types.ts';
import { FleetChoice } from '../create/FleetChoice.tsx';
import { useCards } from '../parts/cards.ts';
import { ReleaseFields } from './ReleaseFields.tsx';
import { ScheduleFields } from './ScheduleFields.tsx';
import { TriggerScope } from './TriggerScope.tsx';
import { WebhookFields } from './WebhookFields.tsx';

const OVERLAPS = [
  ['skip', 'Skip the new start'],
  ['queue', 'Start when it has ended'],
  ['allow', 'Start at once; locks keep them apart on a cluster'],
] as const;

export interface TriggerFormProps {
  readonly body: TriggerBody;
  readonly onChange: (body: TriggerBody) => void;
}

/** What all kinds have, and what is the kind's own. */
export function TriggerForm({ body, onChange }: TriggerFormProps) {
  const cards = useCards();
  const { data: strategies = [] } = useQuery(strategiesQuery);
  const overlap = body.overlap ?? (body.kind === 'release' ? 'queue' : 'skip');
  return (
    <div className={cards.stack} style={{ maxWidth: '720px' }}>
      <Switch
        label={body.enabled === false ? 'Paused: nothing starts' : 'Enabled'}
        checked={body.enabled ?? true}
        onChange={(_event, { checked }) => onChange({ ...body, enabled: checked })}
      />
      {body.kind === 'schedule' && <ScheduleFields {...{ body, onChange }} />}
      {body.kind === 'webhook' && <WebhookFields {...{ body, onChange }} />}
      {body.kind === 'release' && <ReleaseFields {...{ body, onChange }} />}
      <Field label="Strategy">
        <Select
          value={body.strategy ?? ''}
          onChange={(_event, { value }) => {
            const { strategy: _before, ...rest } = body;
            onChange(value === '' ? rest : { ...rest, strategy: value });
          }}
        >
          <option value="">None: one by one</option>
          {strategies.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      </Field>
      <TriggerScope {...{ body, onChange }} />
      <FleetChoice
        fleets={body.fleets ?? []}
        onChange={(fleets) => {
          const { fleets: _before, ...rest } = body;
          onChange(fleets.length === 0 ? rest : { ...rest, fleets: [...fleets] });
        }}
      />
      <Field label="While its last run is under way">
        <Select
          value={overlap}
          onChange={(_event, { value }) => {
            const chosen = OVERLAPS.find(([each]) => each === value);
            if (chosen) onChange({ ...body, overlap: chosen[0] });
          }}
        >
          {OVERLAPS.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
