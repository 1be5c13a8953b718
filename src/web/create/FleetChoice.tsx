import { Checkbox, Field } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { fleetsQuery } from '../api/queries.ts';
import { ControlGroup } from '../forms/ControlGroup.tsx';

/** Which fleets; nothing is asked where there is only one. */
export function FleetChoice({
  fleets,
  onChange,
}: {
  fleets: readonly string[];
  onChange: (fleets: readonly string[]) => void;
}) {
  const { data: all = [] } = useQuery(fleetsQuery);
  if (all.length < 2) return null;
  return (
    <Field label="Fleets" hint="None chosen means all">
      <ControlGroup>
        {all.map(({ name }) => (
          <Checkbox
            key={name}
            label={name}
            checked={fleets.includes(name)}
            onChange={(_event, { checked }) =>
              onChange(checked === true ? [...fleets, name] : fleets.filter((fleet) => fleet !== name))
            }
          />
        ))}
      </ControlGroup>
    </Field>
  );
}
