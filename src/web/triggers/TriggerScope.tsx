import { Field, Input, Select } from '@fluentui/react-components';
import type { TriggerBody } from '../api/types.ts';
import { EMPTY_SCOPE, scopeOf, updateOf } from '../create/runDraft.ts';
import { ScopeFields } from '../create/ScopeFields.tsx';

type Versioned = Extract<TriggerBody, { kind: 'webhook' | 'release' }>;

/** What the runs of a trigger update. A webhook may be told the version, a release brings it. */
interface TriggerScopeProps {
  readonly body: TriggerBody;
  readonly onChange: (body: TriggerBody) => void;
}

export function TriggerScope({ body, onChange }: TriggerScopeProps) {
  if (body.kind !== 'schedule') return <OpenScope body={body} onChange={onChange} />;
  const { managedClusterUpdate } = body;
  return (
    <ScopeFields
      scope={scopeOf(managedClusterUpdate)}
      onChange={(scope) =>
        onChange({
          ...body,
          managedClusterUpdate: updateOf(scope) ?? {
            upgrade: { type: 'Full', kubernetesVersion: scope.kubernetesVersion },
            nodeImageSelection: { type: scope.images },
          },
        })
      }
    />
  );
}

const TYPES = [
  ['Full', 'Node image + Kubernetes version'],
  ['ControlPlaneOnly', 'Kubernetes version of the control plane only'],
  ['NodeImageOnly', 'Node image only'],
] as const;

function OpenScope({ body, onChange }: { body: Versioned; onChange: (body: TriggerBody) => void }) {
  const { upgrade, nodeImageSelection } = body.managedClusterUpdate;
  const types = body.kind === 'release' ? TYPES.slice(0, 2) : TYPES;
  const images = nodeImageSelection?.type ?? EMPTY_SCOPE.images;
  const set = (type: (typeof TYPES)[number][0], image: string, version: string | undefined) => {
    const selection = { type: image === 'Consistent' ? ('Consistent' as const) : ('Latest' as const) };
    const pools = type === 'ControlPlaneOnly' ? {} : { nodeImageSelection: selection };
    if (body.kind === 'release') {
      if (type !== 'NodeImageOnly')
        onChange({ ...body, managedClusterUpdate: { upgrade: { type }, ...pools } });
      return;
    }
    const next =
      type === 'NodeImageOnly'
        ? { type }
        : { type, ...(version !== undefined && { kubernetesVersion: version }) };
    onChange({ ...body, managedClusterUpdate: { upgrade: next, ...pools } });
  };
  const version = 'kubernetesVersion' in upgrade ? upgrade.kubernetesVersion : undefined;
  return (
    <>
      <Field label="Upgrade scope">
        <Select
          value={upgrade.type}
          onChange={(_event, { value }) => {
            const chosen = types.find(([type]) => type === value);
            if (chosen) set(chosen[0], images, version);
          }}
        >
          {types.map(([type, text]) => (
            <option key={type} value={type}>
              {text}
            </option>
          ))}
        </Select>
      </Field>
      {body.kind === 'webhook' && upgrade.type !== 'NodeImageOnly' && (
        <Field label="Kubernetes version" hint="Empty where the delivery may say it">
          <Input
            value={version ?? ''}
            onChange={(_event, { value }) => set(upgrade.type, images, value === '' ? undefined : value)}
          />
        </Field>
      )}
      {upgrade.type !== 'ControlPlaneOnly' && (
        <Field label="Node image">
          <Select value={images} onChange={(_event, { value }) => set(upgrade.type, value, version)}>
            <option value="Latest">Latest of each region</option>
            <option value="Consistent">Consistent over all regions</option>
          </Select>
        </Field>
      )}
    </>
  );
}
