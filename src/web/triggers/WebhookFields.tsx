import { Checkbox, Field, Input, Text } from '@fluentui/react-components';
import type { TriggerBody } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
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

export function WebhookFields({ body, onChange }: { body: Webhook; onChange: (body: Webhook) => void }) {
  const cards = useCards();
  const { webhook } = body;
  const allow = webhook.allow ?? {};
  const known = ways(webhook.authentication);
  const set = (some: Partial<Webhook['webhook']>) => onChange({ ...body, webhook: { ...webhook, ...some } });
  return (
    <>
      <Field label="How callers prove who they are">
        <div role="group" className={cards.stack}>
          {WAYS.map(([type, text]) => (
            <div key={type}>
              <Checkbox
                label={text}
                checked={known.has(type)}
                onChange={(_event, { checked }) =>
                  set({
                    authentication: withWay(
                      webhook.authentication,
                      type,
                      checked === true ? ['WEBHOOK_SECRET_'] : undefined,
                    ),
                  })
                }
              />
              {type !== 'entra' && known.has(type) && (
                <Field
                  label={`${text}: app settings with the secrets`}
                  hint="Names that begin with WEBHOOK_SECRET_, with commas between; never the secrets themselves"
                >
                  <Input
                    value={(known.get(type) ?? []).join(', ')}
                    onChange={(_event, { value }) =>
                      set({
                        authentication: withWay(
                          webhook.authentication,
                          type,
                          value.split(',').map((each) => each.trim()),
                        ),
                      })
                    }
                  />
                </Field>
              )}
            </div>
          ))}
        </div>
      </Field>
      <Field label="What a delivery may say itself">
        <div role="group">
          {ALLOWED.map(([key, text]) => (
            <Checkbox
              key={key}
              label={text}
              checked={allow[key] ?? false}
              onChange={(_event, { checked }) => set({ allow: { ...allow, [key]: checked === true } })}
            />
          ))}
        </div>
      </Field>
      <Text size={200} className={cards.quiet}>
        {webhook.filters?.length ?? 0} filters and {allow.strategies?.length ?? 0} allowed strategies are set;
        they are edited as JSON.
      </Text>
    </>
  );
}
