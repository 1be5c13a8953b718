import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { memberFailureSchema } from '../run/memberFailures.ts';
import { behindSchema } from './behind.ts';
import { assignmentSchema, clusterSchema, inventoryMemberSchema, nodePoolSchema } from './inventory.ts';
import { memberFindingSchema } from './supportNotice.ts';

// What the API answers of fleets and members: picked from what is stored, so that a field has one meaning and one spelling.

const { group, wanted, lastError } = assignmentSchema.shape;
const { provisioningState } = inventoryMemberSchema.shape;
const cluster = clusterSchema.shape;
const place = inventoryMemberSchema.pick({ fleet: true, name: true });

export const memberViewSchema = inventoryMemberSchema
  .pick({ fleet: true, name: true, clusterResourceId: true, access: true, asOf: true })
  .extend({
    /** What the member is to be in: a change under way counts already. */
    group,
    /** What Fleet has, and whether a change of ours is still on its way there. */
    mirror: z.object({ group, pending: z.boolean(), lastError }),
    fleetProvisioningState: provisioningState,
    // Of its cluster; absent where nothing is known of it.
    location: cluster.location.exactOptional(),
    kubernetesVersion: cluster.kubernetesVersion.exactOptional(),
    provisioningState: cluster.provisioningState.exactOptional(),
    powerState: cluster.powerState.exactOptional(),
    nodePools: z.array(nodePoolSchema),
    /** What Azure said of the cluster that somebody should act on: the end of its version's support. */
    findings: z.array(memberFindingSchema),
    /** How far its cluster is from what its region offers; absent while the cluster cannot be read. */
    behind: behindSchema.exactOptional(),
    /** Of the last run that reached it, when that left it failed. */
    failure: memberFailureSchema.exactOptional(),
  });
export type MemberListItem = Immutable<z.infer<typeof memberViewSchema>>;

export const joinedView = inventoryMemberSchema
  .pick({ fleet: true, name: true, clusterResourceId: true })
  .extend({
    /** What Fleet has now. */
    group,
    /** What it is to have, while that is under way. */
    wanted,
    reason: z.string().exactOptional(),
  });

export const assignedView = place.extend({
  group,
  status: z.enum(['assigned', 'pending']),
  reason: z.string().exactOptional(),
});
export type AssignedItem = Immutable<z.infer<typeof assignedView>>;

export const groupView = z.object({ name: z.string(), members: z.array(place) });

export const fleetView = z.object({ name: z.string(), id: z.string() });

/** An AKS cluster that the app can see, and the member that it is. */
export const clusterView = clusterSchema.pick({ location: true, kubernetesVersion: true }).extend({
  clusterResourceId: z.string(),
  name: z.string(),
  member: place.exactOptional(),
});
export type ClusterItem = Immutable<z.infer<typeof clusterView>>;
