import { Field, Input, Select } from '@fluentui/react-components';
import type { TriggerBody } from '../api/types.ts';

type Release = Extract<TriggerBody, { kind: 'release' }>;

const CHANNELS = [
  ['Stable', 'Stable: the newest patch of the minor before the newest'],
  ['Rapid', 'Rapid: the newest version'],
  ['Patch', 'Patch: the newest patch of one minor'],
] as const;

export function ReleaseFields({ body, onChange }: { body: Release; onChange: (body: Release) => void }) {
  const { channel, minor = '' } = body.release;
  return (
    <>
      <Field label="Channel" required>
        <Select
          value={channel}
          onChange={(_event, { value }) => {
            const chosen = CHANNELS.find(([each]) => each === value);
            if (!chosen) return;
            onChange({
              ...body,
              release: chosen[0] === 'Patch' ? { channel: 'Patch', minor } : { channel: chosen[0] },
            });
          }}
        >
          {CHANNELS.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </Select>
      </Field>
      {channel === 'Patch' && (
        <Field label="Minor" required hint="Such as 1.33">
          <Input
            value={minor}
            onChange={(_event, { value }) => onChange({ ...body, release: { channel, minor: value } })}
          />
        </Field>
      )}
    </>
  );
}
