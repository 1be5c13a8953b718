import { Checkbox } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { fleetsQuery } from '../api/queries.ts';
import { useReach } from '../api/roles.ts';
import { CheckedField } from '../forms/CheckedField.tsx';
import { ControlGroup } from '../forms/ControlGroup.tsx';

export interface FleetChoiceProps {
  readonly fleets: readonly string[];
  readonly onChange: (fleets: readonly string[]) => void;
  /** What one has to be on every fleet of it. */
  readonly role: 'Operator' | 'Admin';
}

/** Which fleets, of those where the viewer has the role; nothing is asked where there is only one. */
export function FleetChoice({ fleets, onChange, role }: FleetChoiceProps) {
  const { data: all = [] } = useQuery(fleetsQuery);
  const { has, isEverywhere, words } = useReach(role);
  if (all.length < 2) return null;
  return (
    <CheckedField
      label="Fleets"
      required={!isEverywhere}
      hint={isEverywhere ? 'None chosen means all' : words}
      problem={problemOf(fleets, has, isEverywhere)}
      pointer="/fleets"
    >
      <ControlGroup>
        {all.map(({ name }) => (
          <Checkbox
            key={name}
            label={name}
            checked={fleets.includes(name)}
            // What was chosen before can be taken back.
            disabled={!has(name) && !fleets.includes(name)}
            onChange={(_event, { checked }) =>
              onChange(checked === true ? [...fleets, name] : fleets.filter((fleet) => fleet !== name))
            }
          />
        ))}
      </ControlGroup>
    </CheckedField>
  );
}

function problemOf(fleets: readonly string[], has: (fleet: string) => boolean, isEverywhere: boolean) {
  if (fleets.length === 0) return isEverywhere ? undefined : 'Needs at least one: none chosen means all';
  const others = fleets.filter((fleet) => !has(fleet));
  return others.length === 0 ? undefined : `Without ${others.join(', ')}`;
}
