import { gatesGiven, type GatesGiven } from '../gate/gates.ts';
import type { Estimate } from './estimate.ts';

/** Nobody knows when somebody decides: gates are reckoned with as if they opened at once, and the estimate says so. */
export function sayingOfGates(
  estimate: Estimate,
  stages: readonly (GatesGiven & { readonly groups: readonly GatesGiven[] })[],
): Estimate {
  const places = stages.flatMap((stage) => [stage, ...stage.groups]);
  if (!places.some((place) => gatesGiven(place) !== undefined)) return estimate;
  const { basis } = estimate;
  const message = `${basis.message} Gates are taken to open at once.`;
  return { ...estimate, basis: { ...basis, message } };
}
