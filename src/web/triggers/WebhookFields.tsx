import { Checkbox, Field } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { strategiesQuery, webhookSecretsQuery } from '../api/queries.ts';
import { useMay } from '../api/roles.ts';
import type { TriggerBody } from '../api/types.ts';
import { ControlGroup } from '../forms/ControlGroup.tsx';
import { NamesField } from '../forms/NamesField.tsx';
import { nameCheck, secretNameCheck } from '../forms/problems.ts';
import { useCards } from '../parts/cards.ts';
import { FilterFields } from './FilterFields.tsx';
import { WebhookCurl } from './WebhookCurl.tsx';
import { ways, withWay } from './webhookWays.ts';

type Webhook = Extract<TriggerBody, { kind: 'webhook' }>;

const WAYS = [
  ['standardWebhooks', 'Standard Webhooks signature'],
  ['gitHub', 'GitHub signature'],
  ['entra', 'Entra ID token'],
] as const;

const ALLOWED = [
  ['kubernetesVersion', 'Kubernetes version'],
  ['name', 'Name of the run'],
  ['start', 'Whether the run is started'],
] as const;

export interface WebhookFieldsProps {
  readonly body: Webhook;
  readonly name: string;
  readonly onChange: (body: Webhook) => void;
}

export function WebhookFields({ body, name, onChange }: WebhookFieldsProps) {
  const { data: strategies = [] } = useQuery(strategiesQuery);
  const { webhook } = body;
  const allow = webhook.allow ?? {};
  const set = (some: Partial<Webhook['webhook']>) => onChange({ ...body, webhook: { ...webhook, ...some } });
  return (
    <>
      <Authentication webhook={webhook} onChange={(authentication) => set({ authentication })} />
      <Field label="What a call may say itself">
        <ControlGroup>
          {ALLOWED.map(([key, text]) => (
            <Checkbox
              key={key}
              label={text}
              checked={allow[key] ?? false}
              onChange={(_event, { checked }) => set({ allow: { ...allow, [key]: checked === true } })}
            />
          ))}
        </ControlGroup>
      </Field>
      <NamesField
        label="Strategies that a call may choose"
        hint="Besides the trigger's own"
        names={allow.strategies ?? []}
        onChange={(names) => set({ allow: { ...allow, strategies: [...names] } })}
        options={strategies.map((strategy) => strategy.name)}
        check={(text) =>
          nameCheck(text) ??
          (strategies.some((strategy) => strategy.name === text) ? undefined : `There is no strategy ${text}`)
        }
        pointer="/webhook/allow/strategies"
      />
      <FilterFields filters={webhook.filters ?? []} onChange={(filters) => set({ filters: [...filters] })} />
      <WebhookCurl webhook={body} name={name} />
    </>
  );
}

interface AuthenticationProps {
  readonly webhook: Webhook['webhook'];
  readonly onChange: (authentication: Webhook['webhook']['authentication']) => void;
}

function Authentication({ webhook: { authentication }, onChange }: AuthenticationProps) {
  const cards = useCards();
  const { administer } = useMay();
  const { data: settings = [] } = useQuery({ ...webhookSecretsQuery, enabled: administer });
  const known = ways(authentication);
  const usable = (type: 'standardWebhooks' | 'gitHub') =>
    settings.filter(({ types }) => types.includes(type)).map(({ name }) => name);
  return (
    <Field
      label="How callers prove who they are"
      {...(authentication.length === 0 && {
        validationState: 'error',
        validationMessage: 'Needs at least one way',
      })}
    >
      <ControlGroup className={cards.stack}>
        {WAYS.map(([type, text]) => (
          <div key={type}>
            <Checkbox
              label={text}
              checked={known.has(type)}
              onChange={(_event, { checked }) => {
                const secrets = type === 'entra' ? [] : usable(type).slice(0, 1);
                onChange(withWay(authentication, type, checked === true ? secrets : undefined));
              }}
            />
            {type !== 'entra' && known.has(type) && (
              <NamesField
                label={`${text}: app settings with the secrets`}
                hint="Names that begin with WEBHOOK_SECRET_; never the secrets themselves"
                required
                names={known.get(type) ?? []}
                onChange={(names) => onChange(withWay(authentication, type, names))}
                options={usable(type)}
                check={secretNameCheck}
                pointer={`/webhook/authentication/${authentication.findIndex((way) => way.type === type)}`}
              />
            )}
          </div>
        ))}
      </ControlGroup>
    </Field>
  );
}
