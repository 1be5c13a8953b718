import { useState } from 'react';
import type { TriggerBody } from '../api/types.ts';
import { ChoiceField } from '../forms/ChoiceField.tsx';
import { minorCheck, needed } from '../forms/problems.ts';
import { TextField } from '../forms/TextField.tsx';

type Release = Extract<TriggerBody, { kind: 'release' }>['release'];

const CHANNELS = [
  ['Stable', 'Stable: the newest patch of the minor before the newest'],
  ['Rapid', 'Rapid: the newest version'],
  ['Patch', 'Patch: the newest patch of one minor'],
] as const;

interface ReleaseFieldsProps {
  readonly release: Release;
  readonly onChange: (release: Release) => void;
}

export function ReleaseFields({ release, onChange }: ReleaseFieldsProps) {
  const { channel } = release;
  // Kept while another channel is looked at.
  const [minor, setMinor] = useState(release.minor ?? '');
  const set = (next: Release['channel'], of: string) =>
    onChange(next === 'Patch' ? { channel: next, minor: of } : { channel: next });
  return (
    <>
      <ChoiceField
        label="Channel"
        value={channel}
        choices={CHANNELS}
        onChange={(next) => set(next, minor)}
        pointer="/release/channel"
      />
      {channel === 'Patch' && (
        <TextField
          label="Minor"
          required
          hint="Such as 1.33"
          value={minor}
          onChange={(text) => {
            setMinor(text);
            set(channel, text);
          }}
          check={needed(minorCheck)}
          pointer="/release/minor"
        />
      )}
    </>
  );
}
