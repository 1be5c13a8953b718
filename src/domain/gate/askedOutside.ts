import type { FieldError } from '../errors.ts';
import type { HealthCheck } from '../health/healthCheck.ts';
import { placedGates, type PlacedGate, type StageGiven } from './placedGates.ts';

/** A check of a health gate, with its gate and, in place of the gate's, its own pointer. */
interface PlacedCheck extends PlacedGate {
  readonly check: HealthCheck;
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
  return placedGates(stages).flatMap(({ gate, pointer, ...where }) =>
    gate.type === 'Health'
      ? gate.checks.map((check, index) => ({ ...where, gate, pointer: `${pointer}/checks/${index}`, check }))
      : [],
  );
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
