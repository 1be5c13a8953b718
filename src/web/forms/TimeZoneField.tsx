import { useId } from 'react';
import { needed, zoneCheck } from './problems.ts';
import { TextField } from './TextField.tsx';

export interface TimeZoneFieldProps {
  readonly value: string;
  readonly onChange: (zone: string) => void;
  readonly pointer: string;
}

/** A time zone by its IANA name. */
export function TimeZoneField({ value, onChange, pointer }: TimeZoneFieldProps) {
  const zones = useId();
  return (
    <>
      <TextField
        label="Time zone"
        required
        hint="IANA, such as Europe/Berlin"
        value={value}
        onChange={onChange}
        check={needed(zoneCheck)}
        list={zones}
        pointer={pointer}
      />
      <datalist id={zones}>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}
