import type { FieldError } from '../errors.ts';
import type { GatesGiven } from './gates.ts';
import type { GatePlace, Timing } from './gateRow.ts';

/** An Http check of a health gate, and where it is asked for. */
interface AskedHost {
  readonly place: GatePlace;
  readonly timing: Timing;
  /** The gate's name. */
  readonly gate: string;
  /** JSON pointer to the URL, from what has the stages. */
  readonly pointer: string;
  readonly host: string;
}

interface StageGiven extends GatesGiven {
  readonly name: string;
  readonly groups: readonly (GatesGiven & { readonly name: string })[];
}

/** As the setting HEALTH_CHECK_HOSTS spells hosts: in lower case, addresses without brackets. */
export function hostOfUrl(url: string): string {
  return new URL(url).hostname.replaceAll(/[[\]]/g, '').toLowerCase();
}

/** All hosts that health gates of these stages ask, with those that ask them. */
export function hostsAsked(stages: readonly StageGiven[]): AskedHost[] {
  return stages.flatMap((stage, index) => [
    ...ofPlace({ stage: stage.name }, stage, `/stages/${index}`),
    ...stage.groups.flatMap((group, position) =>
      ofPlace({ stage: stage.name, group: group.name }, group, `/stages/${index}/groups/${position}`),
    ),
  ]);
}

function ofPlace(place: GatePlace, { beforeGates = [], afterGates = [] }: GatesGiven, at: string) {
  const of = (timing: Timing, field: string, gates: typeof beforeGates): AskedHost[] =>
    gates.flatMap((gate, index) => {
      if (gate.type !== 'Health') return [];
      return gate.checks.flatMap((check, position) => {
        if (check.type !== 'Http') return [];
        const pointer = `${at}/${field}/${index}/checks/${position}/url`;
        return [{ place, timing, gate: gate.name, pointer, host: hostOfUrl(check.url) }];
      });
    });
  return [...of('Before', 'beforeGates', beforeGates), ...of('After', 'afterGates', afterGates)];
}

/** Why a host is not asked, and what to do. */
export const notAllowed = (host: string) =>
  `${host} is not in the setting HEALTH_CHECK_HOSTS, so no check may ask it. Have it added there, or ask another host`;

/** An error for each check whose host the settings do not allow. */
export function hostErrors(stages: readonly StageGiven[], allowed: readonly string[]): FieldError[] {
  return hostsAsked(stages)
    .filter(({ host }) => !allowed.includes(host))
    .map(({ pointer, host }) => ({
      pointer,
      detail: `names a host that is not allowed: ${notAllowed(host)}`,
    }));
}
