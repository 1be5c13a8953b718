import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { membersQuery, versionsQuery } from '../api/queries.ts';
import { CheckedField } from '../forms/CheckedField.tsx';
import { NamesField } from '../forms/NamesField.tsx';
import { needed, nodeImageCheck, versionCheck } from '../forms/problems.ts';
import { TypedChoice } from '../forms/TypedChoice.tsx';
import { nodeImagesOf } from '../members/memberRows.ts';
import { pickableVersions, reachOf, reachText } from './versionReach.ts';
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
  ['Custom', 'Named', 'All clusters get the images that you name, one for each family.'],
] as const;

export interface ScopeFieldsProps {
  readonly scope: Scope;
  readonly onChange: (scope: Scope) => void;
  /** Whether the Kubernetes version is said here: always, if wanted, or not at all. */
  readonly version?: 'needed' | 'optional' | 'none';
  readonly upgrades?: readonly Scope['upgrade'][];
}

/** What is updated: the upgrade, its version, and where the node images come from. */
export function ScopeFields({ scope, onChange, version = 'needed', upgrades }: ScopeFieldsProps) {
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
          {UPGRADES.filter(([type]) => upgrades?.includes(type) ?? true).map(([value, label]) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </RadioGroup>
      </Field>
      {scope.upgrade !== 'NodeImageOnly' && version !== 'none' && (
        <VersionField scope={scope} isNeeded={version === 'needed'} onChange={change} />
      )}
      {scope.upgrade !== 'ControlPlaneOnly' && <ImageFields scope={scope} onChange={change} />}
    </>
  );
}

interface PartProps {
  readonly scope: Scope;
  readonly onChange: (some: Partial<Scope>) => void;
}

function VersionField({ scope, isNeeded, onChange }: PartProps & { isNeeded: boolean }) {
  const { data: members = [] } = useQuery(membersQuery);
  const inUse = [...new Set(members.flatMap((member) => member.kubernetesVersion ?? []))];
  const { data: regions = [] } = useQuery(versionsQuery);
  const offered = pickableVersions(regions);
  const { kubernetesVersion } = scope;
  const reach = reachOf(kubernetesVersion, regions, members);
  const mayBeEmpty = !isNeeded && kubernetesVersion === '';
  return (
    <CheckedField
      label="Kubernetes version"
      required={isNeeded}
      hint={
        reach
          ? reachText(reach)
          : isNeeded
            ? 'Such as 1.33.2, or 1.33 for the newest patch of it'
            : 'Empty where the call may say it; else such as 1.33.2'
      }
      problem={mayBeEmpty ? undefined : needed(versionCheck)(kubernetesVersion)}
      pointer="/managedClusterUpdate/upgrade/kubernetesVersion"
    >
      <TypedChoice
        value={kubernetesVersion}
        onChange={(text) => onChange({ kubernetesVersion: text.trim() })}
        options={offered.length > 0 ? offered : offeredVersions(inUse)}
      />
    </CheckedField>
  );
}

function ImageFields({ scope, onChange }: PartProps) {
  const { data: members = [] } = useQuery(membersQuery);
  return (
    <>
      <Field label="Node image">
        <RadioGroup
          value={scope.images}
          onChange={(_event, { value }) => {
            const chosen = IMAGES.find(([type]) => type === value);
            if (chosen) onChange({ images: chosen[0] });
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
      {scope.images === 'Custom' && (
        <NamesField
          label="Node images"
          required
          names={scope.customImages}
          onChange={(customImages) => onChange({ customImages })}
          options={[...new Set(members.flatMap(nodeImagesOf))].toSorted()}
          check={nodeImageCheck}
          placeholder="AKSUbuntu-2204gen2containerd-202508.06.0"
          pointer="/managedClusterUpdate/nodeImageSelection"
        />
      )}
    </>
  );
}
