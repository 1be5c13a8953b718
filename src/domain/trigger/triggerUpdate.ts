import { withVersion } from '../plan/requestedUpdate.ts';
import type { ManagedClusterUpdate } from '../plan/updateSpec.ts';
import type { Trigger } from './trigger.ts';

/** What a run of the trigger does, to the given version where one is given; undefined when it needs one. */
export function updateOf(
  { managedClusterUpdate }: Trigger,
  kubernetesVersion?: string,
): ManagedClusterUpdate | undefined {
  return withVersion(managedClusterUpdate, kubernetesVersion);
}
