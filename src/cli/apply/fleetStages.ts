import { fieldsOf, itemsAt, textOf, valueAt } from '../show/columns.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Stages for `az fleet`, and what they cannot say there, in words. */
interface FleetStages {
  readonly stages: readonly Fields[];
  readonly leftOut: readonly string[];
}

const LISTS = ['beforeGates', 'afterGates'] as const;

/**
 * Fleet Manager has approvals alone, with a name to show and no rules (kubernetes-fleet/update-strategies-gates-approvals). What else a stage says, `az fleet` passes over.
 */
export function toFleetStages(stages: readonly unknown[]): FleetStages {
  const leftOut: string[] = [];
  const gateTo = (gate: unknown): Fields[] => {
    const { type, name, ...rules } = fieldsOf(gate);
    const words = `gate ${textOf(name)}`;
    if (type !== 'Approval') {
      leftOut.push(`${words} (${textOf(type)})`);
      return [];
    }
    const said = Object.keys(rules);
    if (said.length > 0) leftOut.push(`${said.join(', ')} of ${words}`);
    return [{ type, displayName: name }];
  };
  return { stages: withGates(stages, gateTo), leftOut };
}

/** Its name is made of what Fleet Manager shows, which is kept as what approvers are to look at where that differs. */
export function fromFleetStages(stages: readonly unknown[]): readonly Fields[] {
  return withGates(stages, (gate, index) => {
    const { displayName, ...rest } = fieldsOf(gate);
    if ('name' in rest) return [fieldsOf(gate)];
    const shown = textOf(displayName);
    const name = nameOf(shown) || `gate-${index + 1}`;
    return [{ ...rest, name, ...(shown !== '' && shown !== name && { instructions: shown }) }];
  });
}

const LONGEST_NAME = 50;

const nameOf = (shown: string) =>
  shown
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_NAME)
    .replaceAll(/^-|-$/g, '');

type GateTo = (gate: unknown, index: number) => readonly Fields[];

/** With the gates of all stages and groups as another makes them. */
function withGates(stages: readonly unknown[], gateTo: GateTo): Fields[] {
  return stages.map((stage) => {
    const groups = itemsAt(stage, 'groups').map((group) => placeWith(group, gateTo));
    return { ...placeWith(stage, gateTo), ...('groups' in fieldsOf(stage) && { groups }) };
  });
}

function placeWith(place: unknown, gateTo: GateTo): Fields {
  const changed: Record<string, unknown> = {};
  for (const list of LISTS) {
    if (valueAt(place, list) === undefined) continue;
    const gates = itemsAt(place, list).flatMap(gateTo);
    if (gates.length > 0) changed[list] = gates;
  }
  const { beforeGates: _before, afterGates: _after, ...rest } = fieldsOf(place);
  return { ...rest, ...changed };
}
