import { z } from 'zod';
import { clusterResourceId, name } from '../domain/nameSchemas.ts';

const MOST_MEMBERS_PER_CALL = 1_000;

export const joinBody = z.strictObject({ clusterResourceId, group: name.exactOptional() });
export type JoinBody = z.infer<typeof joinBody>;
export const joinedView = z.object({
  fleet: z.string(),
  name: z.string(),
  clusterResourceId: z.string(),
  /** What Fleet has now. */
  group: z.string().nullable(),
  /** What it is to have, while that is under way. */
  wanted: z.string().nullable().exactOptional(),
  reason: z.string().exactOptional(),
});

export const assignGroupBody = z.strictObject({
  members: z
    .array(z.strictObject({ fleet: name, name }))
    .min(1, 'must have at least one member')
    .max(MOST_MEMBERS_PER_CALL, `must have at most ${MOST_MEMBERS_PER_CALL} members`),
  /** Null takes the members out of their group. */
  group: name.nullable(),
});
export type AssignGroupBody = z.infer<typeof assignGroupBody>;

export const memberQuery = z.strictObject({
  fleet: name.exactOptional(),
  group: name.exactOptional(),
  refresh: z.enum(['true', 'false']).exactOptional(),
});

const nodePool = z.object({
  name: z.string(),
  mode: z.string(),
  osType: z.string(),
  osSku: z.string().exactOptional(),
  type: z.string().exactOptional(),
  count: z.int(),
  kubernetesVersion: z.string().exactOptional(),
  nodeImageVersion: z.string().exactOptional(),
  provisioningState: z.string().exactOptional(),
  powerState: z.string().exactOptional(),
});

export const memberView = z.object({
  fleet: z.string(),
  name: z.string(),
  clusterResourceId: z.string(),
  /** What the member is to be in: a change under way counts already. */
  group: z.string().nullable(),
  /** What Fleet has, and whether a change of ours is still on its way there. */
  mirror: z.object({
    group: z.string().nullable(),
    pending: z.boolean(),
    lastError: z.string().exactOptional(),
  }),
  access: z.enum(['Readable', 'NoAccess', 'NotFound', 'NotAks']),
  fleetProvisioningState: z.string(),
  location: z.string().exactOptional(),
  kubernetesVersion: z.string().exactOptional(),
  provisioningState: z.string().exactOptional(),
  powerState: z.string().exactOptional(),
  nodePools: z.array(nodePool),
  /** What Azure said of the cluster that somebody should act on: the end of its version's support. */
  findings: z.array(
    z.object({ severity: z.enum(['error', 'warning']), code: z.string(), message: z.string() }),
  ),
  /** Of the last run that reached it, when that left it failed. */
  failure: z
    .object({
      run: z.string(),
      at: z.string().exactOptional(),
      code: z.string().exactOptional(),
      message: z.string(),
    })
    .exactOptional(),
  asOf: z.string(),
});
export type MemberListItem = z.infer<typeof memberView>;

export const assignedView = z.object({
  fleet: z.string(),
  name: z.string(),
  group: z.string().nullable(),
  status: z.enum(['assigned', 'pending']),
  reason: z.string().exactOptional(),
});
export type AssignedItem = z.infer<typeof assignedView>;

export const groupView = z.object({
  name: z.string(),
  members: z.array(z.object({ fleet: z.string(), name: z.string() })),
});

export const fleetView = z.object({ name: z.string(), id: z.string() });

export const clusterQuery = z.strictObject({ joined: z.enum(['true', 'false']).exactOptional() });

/** An AKS cluster that the app can see, and the member that it is. */
export const clusterView = z.object({
  clusterResourceId: z.string(),
  name: z.string(),
  location: z.string(),
  kubernetesVersion: z.string(),
  member: z.object({ fleet: z.string(), name: z.string() }).exactOptional(),
});
export type ClusterItem = z.infer<typeof clusterView>;
