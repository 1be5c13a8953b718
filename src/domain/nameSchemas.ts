import { z } from 'zod';

/** Names of runs, strategies, stages, groups, members and fleets (Fleet Manager, API version 2025-03-01). */
export const name = z
  .string()
  .min(1)
  .max(50, 'must have at most 50 characters')
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    'must be lower-case letters, digits and "-", and begin and end with a letter or digit',
  );

/**
 * The id of an AKS cluster. Azure compares it without case. It becomes the path of a request to ARM, so its parts are
 * held to Azure's own rules for their names: nothing in it can lead to another path.
 */
export const clusterResourceId = z
  .string()
  .max(500)
  .regex(
    /^\/subscriptions\/[\w-]+\/resourceGroups\/[\p{L}\p{N}_().-]*[\p{L}\p{N}_()-]\/providers\/Microsoft\.ContainerService\/managedClusters\/[a-z0-9]([-\w]{0,61}[a-z0-9])?$/iu,
    'must be the resource id of an AKS cluster: /subscriptions/…/resourceGroups/…/providers/Microsoft.ContainerService/managedClusters/…',
  );

/** The object id of a user, group or service principal in Entra, as tokens spell it. */
export const objectId = z
  .string()
  .regex(
    /^[A-Za-z0-9-]{1,64}$/,
    'must be the object id of a user, group or service principal in Entra, not a name or an address',
  )
  .toLowerCase();
