import { Combobox, Field, Option, Radio, RadioGroup } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { membersQuery } from '../api/queries.ts';
import { offeredVersions, type Scope } from './runDraft.ts';

const UPGRADES = [
  ['Full', 'Node image + Kubernetes version'],
  ['ControlPlaneOnly', 'Kubernetes version of the control plane only'],
  ['NodeImageOnly', 'Node image only'],
] as const;

const IMAGES = [
  ['Latest', 'Latest', 'Every cluster gets the newest image available in its own region.'],
  [
    'Consistent',
    'Consistent',
    'All clusters get the same image: the newest that every region concerned has. Retries keep it.',
  ],
] as const;

/** What is updated: the seed's choices. */
export function ScopeFields({ scope, onChange }: { scope: Scope; onChange: (scope: Scope) => void }) {
  const { data: members = [] } = useQuery(membersQuery);
  const inUse = [...new Set(members.flatMap((member) => member.kubernetesVersion ?? []))];
  const change = (some: Partial<Scope>) => onChange({ ...scope, ...some });
  return (
    <>
      <Field label="Upgrade scope">
        <RadioGroup
          value={scope.upgrade}
          onChange={(_event, { value }) => {
            const chosen = UPGRADES.find(([type]) => type === value);
            if (chosen) change({ upgrade: chosen[0] });
          }}
        >
          {UPGRADES.map(([value, label]) => (
            <Radio key={value} {...{ value, label }} />
          ))}
        </RadioGroup>
      </Field>
      {scope.upgrade !== 'NodeImageOnly' && (
        <Field label="Kubernetes version" required hint="Such as 1.33.2, or 1.33 for the newest patch of it">
          <Combobox
            freeform
            value={scope.kubernetesVersion}
            onChange={(event) => change({ kubernetesVersion: event.currentTarget.value.trim() })}
            onOptionSelect={(_event, { optionValue }) => change({ kubernetesVersion: optionValue ?? '' })}
          >
            {offeredVersions(inUse).map((version) => (
              <Option key={version} value={version}>
                {version}
              </Option>
            ))}
          </Combobox>
        </Field>
      )}
      {scope.upgrade !== 'ControlPlaneOnly' && (
        <Field label="Node image">
          <RadioGroup
            value={scope.images}
            onChange={(_event, { value }) => {
              const chosen = IMAGES.find(([type]) => type === value);
              if (chosen) change({ images: chosen[0] });
            }}
          >
            {IMAGES.map(([value, label, meaning]) => (
              <Radio
                key={value}
                value={value}
                label={
                  <>
                    {label}
                    <br />
                    <small>{meaning}</small>
                  </>
                }
              />
            ))}
          </RadioGroup>
        </Field>
      )}
    </>
  );
}
