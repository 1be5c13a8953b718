import type { ManagedClusterUpdate } from '../plan/updateSpec.ts';
import type { Trigger } from './trigger.ts';

/** What a run of the trigger does, to the given version where one is given; undefined when it needs one. */
export function updateOf(trigger: Trigger, kubernetesVersion?: string): ManagedClusterUpdate | undefined {
  const { managedClusterUpdate: update } = trigger;
  const { upgrade } = update;
  if (upgrade.type === 'NodeImageOnly') return { ...update, upgrade };
  const fixed = 'kubernetesVersion' in upgrade ? upgrade.kubernetesVersion : undefined;
  const version = kubernetesVersion ?? fixed;
  if (version === undefined) return undefined;
  return { ...update, upgrade: { type: upgrade.type, kubernetesVersion: version } };
}
