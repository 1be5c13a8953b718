import { needed } from '../forms/problems.ts';
import { TextField } from '../forms/TextField.tsx';

/** Why somebody does what cannot be undone. */
export function ReasonField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <TextField
      label="Reason"
      required
      hint="Kept in the audit trail"
      value={value}
      onChange={onChange}
      check={needed(() => undefined)}
    />
  );
}
