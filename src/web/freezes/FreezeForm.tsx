import { useQuery } from '@tanstack/react-query';
import { membersQuery } from '../api/queries.ts';
import { FleetChoice } from '../create/FleetChoice.tsx';
import { CalendarFields } from '../forms/CalendarFields.tsx';
import { NamesField } from '../forms/NamesField.tsx';
import { nameCheck, needed } from '../forms/problems.ts';
import { TextField } from '../forms/TextField.tsx';
import { useCards } from '../parts/cards.ts';
import type { FreezeFormProps } from './freezeBody.ts';

/** Why nothing starts, when, and where. */
export function FreezeForm({ body, onChange }: FreezeFormProps) {
  const cards = useCards();
  const { timeZone, dates, hours, ...rest } = body;
  const { reason } = body;
  return (
    <div className={cards.stack}>
      <TextField
        label="Reason"
        required
        hint="Shown with whatever waits for it"
        value={reason}
        onChange={(text) => onChange({ ...body, reason: text })}
        check={needed(() => undefined)}
        pointer="/reason"
      />
      <CalendarFields
        calendar={{ timeZone, ...(dates && { dates }), ...(hours && { hours }) }}
        onChange={(calendar) => onChange({ ...rest, ...calendar })}
        pointer=""
      />
      <Covers body={body} onChange={onChange} />
    </div>
  );
}

/** What is given must all match. An empty list is none given. */
function Covers({ body, onChange }: FreezeFormProps) {
  const { data: members = [] } = useQuery(membersQuery);
  const { fleets = [], groups = [], members: held = [], ...rest } = body;
  const set = (some: Partial<Record<'fleets' | 'groups' | 'members', readonly string[]>>) => {
    const next = { fleets, groups, members: held, ...some };
    onChange({
      ...rest,
      ...(next.fleets.length > 0 && { fleets: [...next.fleets] }),
      ...(next.groups.length > 0 && { groups: [...next.groups] }),
      ...(next.members.length > 0 && { members: [...next.members] }),
    });
  };
  return (
    <>
      <FleetChoice fleets={fleets} onChange={(names) => set({ fleets: names })} role="Admin" />
      <NamesField
        label="Groups"
        hint="None means all"
        names={groups}
        onChange={(names) => set({ groups: names })}
        options={[...new Set(members.flatMap(({ group }) => group ?? []))].toSorted()}
        check={nameCheck}
        pointer="/groups"
      />
      <NamesField
        label="Members"
        hint="A hold on single clusters; none means all"
        names={held}
        onChange={(names) => set({ members: names })}
        options={[...new Set(members.map(({ name }) => name))].toSorted()}
        check={nameCheck}
        pointer="/members"
      />
    </>
  );
}
