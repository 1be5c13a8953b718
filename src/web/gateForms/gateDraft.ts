import type { GateDefinition, StageDefinition } from '../api/types.ts';
import { ownMonday } from './moment.ts';

/** A gate while it is filled in. */
export interface GateDraft {
  /** What tells it apart in its list, while its name is typed. */
  readonly key: number;
  readonly gate: GateDefinition;
  /** An approver that stands in the field and is not added. */
  readonly typed?: string;
}

/** The gates of a stage or group. */
export interface GatesDraft {
  readonly before: readonly GateDraft[];
  readonly after: readonly GateDraft[];
}

export type GateType = GateDefinition['type'];
export type Gated = Pick<StageDefinition, 'beforeGates' | 'afterGates'>;

const keyed = (gate: GateDefinition, key: number): GateDraft => ({ key, gate });

export const gatesDraft = ({ beforeGates = [], afterGates = [] }: Gated): GatesDraft => ({
  before: beforeGates.map(keyed),
  after: afterGates.map(keyed),
});

export const NO_GATES = gatesDraft({});

/** A stage or group with these gates in place of its own. */
export function withGates<Place extends Gated>(place: Place, { before, after }: GatesDraft) {
  const { beforeGates: wereBefore, afterGates: wereAfter, ...rest } = place;
  const beforeGates = listOf(
    before.map(({ gate }) => gate),
    wereBefore,
  );
  const afterGates = listOf(
    after.map(({ gate }) => gate).filter((gate) => gate.type !== 'ScheduledStart'),
    wereAfter,
  );
  return { ...rest, ...(beforeGates && { beforeGates }), ...(afterGates && { afterGates }) };
}

/** An empty list is none given, unless it was given. */
const listOf = <G>(gates: G[], were: readonly G[] | undefined) =>
  gates.length > 0 || were?.length === 0 ? gates : undefined;

const NAMES: Readonly<Record<GateType, string>> = {
  Approval: 'go',
  Health: 'soak',
  ScheduledStart: 'not-before',
};

/** The list with one more gate of a type, which has what most begin with. */
export function withNewGate(gates: readonly GateDraft[], type: GateType): readonly GateDraft[] {
  const taken = new Set(gates.map(({ gate }) => gate.name));
  const free = (number: number): string => {
    const name = number === 1 ? NAMES[type] : `${NAMES[type]}-${number}`;
    return taken.has(name) ? free(number + 1) : name;
  };
  const key = Math.max(-1, ...gates.map((each) => each.key)) + 1;
  return [...gates, { key, gate: newGate(type, free(1)) }];
}

function newGate(type: GateType, name: string): GateDefinition {
  switch (type) {
    case 'Approval':
      return { type, name };
    case 'Health':
      return {
        type,
        name,
        checks: [{ type: 'Clusters' }, { type: 'Metrics' }],
        intervalInSeconds: 60,
        soakInSeconds: 30 * 60,
        timeoutInSeconds: 2 * 3600,
      };
    case 'ScheduledStart':
      return { type, name, notBefore: ownMonday() };
  }
}
