import { withVersion, type RequestedUpdate } from '../plan/requestedUpdate.ts';
import type { VersionsFrom } from '../run/run.ts';
import type { Trigger } from './trigger.ts';

/**
 * What a run of the trigger does, to the given version where one is given; undefined when it needs one. Where versions are
 * taken from another run none is needed: that says it when the run is created.
 */
export function updateOf(trigger: Trigger, kubernetesVersion?: string): RequestedUpdate | undefined {
  const { managedClusterUpdate } = trigger;
  return versionsFromOf(trigger)
    ? managedClusterUpdate
    : withVersion(managedClusterUpdate, kubernetesVersion);
}

/** A release itself says the version. */
export function versionsFromOf(trigger: Trigger): VersionsFrom | undefined {
  return trigger.kind === 'release' ? undefined : trigger.versionsFrom;
}
