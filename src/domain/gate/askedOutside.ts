import type { FieldError } from '../errors.ts';
import type { HealthCheck } from '../health/healthCheck.ts';
import type { GatesGiven } from './gates.ts';
import type { GatePlace, Timing } from './gateRow.ts';

/** A check of a health gate, and where it is asked for. */
interface PlacedCheck {
  readonly place: GatePlace;
  readonly timing: Timing;
  /** The gate's name. */
  readonly gate: string;
  /** JSON pointer to the check, from what has the stages. */
  readonly pointer: string;
  readonly check: HealthCheck;
}

interface StageGiven extends GatesGiven {
  readonly name: string;
  readonly groups: readonly (GatesGiven & { readonly name: string })[];
}

/** As the setting HEALTH_CHECK_HOSTS spells hosts: in lower case, addresses without brackets. */
export function hostOfUrl(url: string): string {
  return new URL(url).hostname.replaceAll(/[[\]]/g, '').toLowerCase();
}

/** All hosts that Http checks of these stages ask, with where they do. */
export function hostsAsked(stages: readonly StageGiven[]): (PlacedCheck & { readonly host: string })[] {
  return checksIn(stages).flatMap((placed) =>
    placed.check.type === 'Http' ? [{ ...placed, host: hostOfUrl(placed.check.url) }] : [],
  );
}

/** All workspaces of Azure Monitor that Prometheus checks of these stages ask. */
export function endpointsAsked(stages: readonly StageGiven[]): string[] {
  return checksIn(stages).flatMap(({ check }) => (check.type === 'Prometheus' ? [check.endpoint] : []));
}

function checksIn(stages: readonly StageGiven[]): PlacedCheck[] {
  return stages.flatMap((stage, index) => [
    ...ofPlace({ stage: stage.name }, stage, `/stages/${index}`),
    ...stage.groups.flatMap((group, position) =>
      ofPlace({ stage: stage.name, group: group.name }, group, `/stages/${index}/groups/${position}`),
    ),
  ]);
}

function ofPlace(place: GatePlace, { beforeGates = [], afterGates = [] }: GatesGiven, at: string) {
  const of = (timing: Timing, field: string, gates: typeof beforeGates): PlacedCheck[] =>
    gates.flatMap((gate, index) => {
      if (gate.type !== 'Health') return [];
      return gate.checks.map((check, position) => ({
        place,
        timing,
        gate: gate.name,
        pointer: `${at}/${field}/${index}/checks/${position}`,
        check,
      }));
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
      pointer: `${pointer}/url`,
      detail: `names a host that is not allowed: ${notAllowed(host)}`,
    }));
}
