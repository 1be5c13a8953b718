import { Checkbox, Field, Switch } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { fleetsQuery, strategiesQuery } from '../api/queries.ts';
import type { NotificationBody } from '../api/types.ts';
import { ChoiceField } from '../forms/ChoiceField.tsx';
import { ControlGroup } from '../forms/ControlGroup.tsx';
import { NamesField } from '../forms/NamesField.tsx';
import { NumberField } from '../forms/NumberField.tsx';
import { TextField } from '../forms/TextField.tsx';
import { useCards } from '../parts/cards.ts';
import { nameProblem } from '../parts/nameProblem.ts';
import { EVENTS, secretSettingCheck, urlSettingCheck, withEvent } from './notificationBody.ts';

const KIND_CHOICES = [
  ['Teams', 'Teams: a channel, by a Workflows webhook'],
  ['Slack', 'Slack: a channel, by an incoming webhook'],
  ['Webhook', 'Webhook: a signed CloudEvent to an address of yours'],
] as const;

/** What a run may wait before it is told, where nobody says otherwise. */
const WAITING_MINUTES = 60;

export interface NotificationFormProps {
  readonly body: NotificationBody;
  readonly onChange: (body: NotificationBody) => void;
}

/** Where is told, what is told, and of what. */
export function NotificationForm(props: NotificationFormProps) {
  const { body, onChange } = props;
  const cards = useCards();
  return (
    <div className={cards.stack}>
      <Where {...props} />
      <Events {...props} />
      {body.events.includes('run.waiting') && (
        <NumberField
          label="Minutes that a run may wait"
          hint="For the same reason, before that is told"
          value={body.waitingMinutes ?? WAITING_MINUTES}
          least={1}
          most={10_080}
          onChange={(waitingMinutes) => onChange({ ...body, waitingMinutes })}
          pointer="/waitingMinutes"
        />
      )}
      <Scope {...props} />
      <Switch
        label="Enabled"
        checked={body.enabled ?? true}
        onChange={(_event, { checked }) => onChange({ ...body, enabled: checked })}
      />
    </div>
  );
}

/** Names of app settings only: addresses and secrets are never typed here. */
function Where({ body, onChange }: NotificationFormProps) {
  const { secretSettings = [], ...unsigned } = body;
  return (
    <>
      <ChoiceField
        label="Kind"
        value={body.kind}
        choices={KIND_CHOICES}
        onChange={(kind) =>
          onChange(kind === 'Webhook' ? { ...body, kind, secretSettings } : { ...unsigned, kind })
        }
        pointer="/kind"
      />
      <TextField
        label="App setting with the address"
        required
        hint="Its name, NOTIFICATION_URL_…; the address is a secret and stands in the app's settings only"
        value={body.urlSetting}
        onChange={(text) => onChange({ ...body, urlSetting: text.trim() })}
        check={urlSettingCheck}
        pointer="/urlSetting"
      />
      {body.kind === 'Webhook' && (
        <NamesField
          label="App settings with the secrets"
          required
          hint="Their names, NOTIFICATION_SECRET_…, never the secrets themselves; two while one follows the other"
          names={secretSettings}
          onChange={(names) => onChange({ ...body, secretSettings: [...names] })}
          options={[]}
          check={secretSettingCheck}
          pointer="/secretSettings"
        />
      )}
    </>
  );
}

function Events({ body, onChange }: NotificationFormProps) {
  const { events } = body;
  return (
    <Field
      label="What is told"
      {...(events.length === 0 && { validationState: 'error', validationMessage: 'Needs at least one' })}
    >
      <ControlGroup style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(240px, 1fr))' }}>
        {EVENTS.map(({ event, text }) => (
          <Checkbox
            key={event}
            label={text}
            checked={events.some((each) => each === event)}
            onChange={(_event, { checked }) =>
              onChange({ ...body, events: withEvent(events, event, checked === true) })
            }
          />
        ))}
      </ControlGroup>
    </Field>
  );
}

/** Nothing is named where all of them are meant. */
function Scope({ body, onChange }: NotificationFormProps) {
  const { data: fleets = [] } = useQuery(fleetsQuery);
  const { data: strategies = [] } = useQuery(strategiesQuery);
  const { strategies: namedStrategies = [], fleets: namedFleets = [], ...all } = body;
  const set = (inStrategies: readonly string[], inFleets: readonly string[]) =>
    onChange({
      ...all,
      ...(inStrategies.length > 0 && { strategies: [...inStrategies] }),
      ...(inFleets.length > 0 && { fleets: [...inFleets] }),
    });
  return (
    <>
      <NamesField
        label="Only of these strategies"
        hint="Of runs made from one of them; none is all runs"
        names={namedStrategies}
        onChange={(names) => set(names, namedFleets)}
        options={strategies.map(({ name }) => name)}
        check={nameProblem}
        pointer="/strategies"
      />
      <NamesField
        label="Only of these fleets"
        hint="Of runs that update members of one of them; none is all fleets"
        names={namedFleets}
        onChange={(names) => set(namedStrategies, names)}
        options={fleets.map(({ name }) => name)}
        check={nameProblem}
        pointer="/fleets"
      />
    </>
  );
}
