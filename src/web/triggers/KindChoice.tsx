import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { webhookSecretsQuery } from '../api/queries.ts';
import { useMay } from '../api/roles.ts';
import type { TriggerBody } from '../api/types.ts';
import { emptyBody, KIND_TEXT, KINDS, type TriggerKind } from './triggerBody.ts';

export interface KindChoiceProps {
  readonly body: TriggerBody;
  readonly onChange: (body: TriggerBody) => void;
}

/** What a new trigger starts runs on. What was filled in for another kind is there again when it is gone back to. */
export function KindChoice({ body, onChange }: KindChoiceProps) {
  const { administer } = useMay();
  const { data: secrets = [] } = useQuery({ ...webhookSecretsQuery, enabled: administer });
  const [filled, setFilled] = useState<Partial<Record<TriggerKind, TriggerBody>>>({});
  const choose = (kind: TriggerKind) => {
    setFilled({ ...filled, [body.kind]: body });
    const { enabled, strategy, fleets } = body;
    onChange({
      ...(filled[kind] ?? emptyBody(kind, secrets)),
      ...(enabled !== undefined && { enabled }),
      ...(strategy !== undefined && { strategy }),
      ...(fleets !== undefined && { fleets }),
    });
  };
  return (
    <Field label="Kind">
      <RadioGroup
        layout="horizontal"
        value={body.kind}
        onChange={(_event, { value }) => {
          const kind = KINDS.find((each) => each === value);
          if (kind) choose(kind);
        }}
      >
        {KINDS.map((each) => (
          <Radio key={each} value={each} label={KIND_TEXT[each]} />
        ))}
      </RadioGroup>
    </Field>
  );
}
