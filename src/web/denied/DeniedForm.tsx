import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import type { DeniedVersionBody } from '../api/types.ts';
import { needed, nodeImageCheck, versionCheck } from '../forms/problems.ts';
import { TextField } from '../forms/TextField.tsx';
import { useCards } from '../parts/cards.ts';

export interface DeniedFormProps {
  readonly body: DeniedVersionBody;
  readonly onChange: (body: DeniedVersionBody) => void;
}

/** Which version is denied, and why. */
export function DeniedForm({ body, onChange }: DeniedFormProps) {
  const cards = useCards();
  const { kubernetesVersion, nodeImageVersion, reason } = body;
  const isImage = nodeImageVersion !== undefined;
  return (
    <div className={cards.stack}>
      <Field label="What is denied">
        <RadioGroup
          layout="horizontal"
          value={isImage ? 'image' : 'kubernetes'}
          onChange={(_event, { value }) =>
            onChange(value === 'image' ? { reason, nodeImageVersion: '' } : { reason, kubernetesVersion: '' })
          }
        >
          <Radio value="kubernetes" label="A Kubernetes version" />
          <Radio value="image" label="A node image" />
        </RadioGroup>
      </Field>
      {isImage ? (
        <TextField
          label="Node image"
          required
          hint="Such as AKSUbuntu-2204gen2containerd-202508.06.0"
          value={nodeImageVersion}
          onChange={(text) => onChange({ reason, nodeImageVersion: text.trim() })}
          check={needed(nodeImageCheck)}
          pointer="/nodeImageVersion"
        />
      ) : (
        <TextField
          label="Kubernetes version"
          required
          hint="Such as 1.33.2, or 1.33 for all its patches"
          value={kubernetesVersion ?? ''}
          onChange={(text) => onChange({ reason, kubernetesVersion: text.trim() })}
          check={needed(versionCheck)}
          pointer="/kubernetesVersion"
        />
      )}
      <TextField
        label="Reason"
        required
        hint="Shown wherever the version is refused"
        value={reason}
        onChange={(text) => onChange({ ...body, reason: text })}
        pointer="/reason"
      />
    </div>
  );
}
