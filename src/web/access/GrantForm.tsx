import { useQuery } from '@tanstack/react-query';
import { fleetsQuery } from '../api/queries.ts';
import type { GrantBody } from '../api/types.ts';
import { ChoiceField } from '../forms/ChoiceField.tsx';
import { NamesField } from '../forms/NamesField.tsx';
import { TextField } from '../forms/TextField.tsx';
import { useCards } from '../parts/cards.ts';
import { nameProblem } from '../parts/nameProblem.ts';

const ROLE_CHOICES = [
  ['Reader', 'Reader: reads everything'],
  ['Operator', 'Operator: creates, starts, stops and skips'],
  ['Approver', 'Approver: decides on gates'],
  ['Admin', 'Admin: what an Operator may, triggers, joining and leaving'],
] as const;

export interface GrantFormProps {
  readonly body: GrantBody;
  readonly onChange: (body: GrantBody) => void;
}

/** Who, as what, and where. */
export function GrantForm({ body, onChange }: GrantFormProps) {
  const cards = useCards();
  const { data: fleets = [] } = useQuery(fleetsQuery);
  return (
    <div className={cards.stack}>
      <TextField
        label="Principal"
        required
        hint="Object id of a user, a group or a service principal in Entra"
        value={body.principal}
        onChange={(principal) => onChange({ ...body, principal: principal.trim() })}
        pointer="/principal"
      />
      <ChoiceField
        label="Role"
        value={body.role}
        choices={ROLE_CHOICES}
        onChange={(role) => onChange({ ...body, role })}
        pointer="/role"
      />
      <NamesField
        label="Fleets"
        required
        hint="What concerns other fleets too needs the role on those as well; a stop needs it on one"
        names={body.fleets}
        onChange={(names) => onChange({ ...body, fleets: [...names] })}
        options={fleets.map(({ name }) => name)}
        check={nameProblem}
        pointer="/fleets"
      />
    </div>
  );
}
