import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { nodeImageSelectionSchema, type ManagedClusterUpdate } from './updateSpec.ts';

/** An update whose Kubernetes version somebody else may say: a delivery, or the run that its versions are taken from. */
export const requestedUpdateSchema = z.object({
  upgrade: z.discriminatedUnion('type', [
    z.object({ type: z.enum(['Full', 'ControlPlaneOnly']), kubernetesVersion: z.string().exactOptional() }),
    z.object({ type: z.literal('NodeImageOnly') }),
  ]),
  nodeImageSelection: nodeImageSelectionSchema.exactOptional(),
});
export type RequestedUpdate = Immutable<z.infer<typeof requestedUpdateSchema>>;

/** The update to the given version, or to its own where none is given; undefined when it needs one and has none. */
export function withVersion(
  update: RequestedUpdate,
  kubernetesVersion?: string,
): ManagedClusterUpdate | undefined {
  const { upgrade } = update;
  if (upgrade.type === 'NodeImageOnly') return { ...update, upgrade };
  const version = kubernetesVersion ?? upgrade.kubernetesVersion;
  if (version === undefined) return undefined;
  return { ...update, upgrade: { type: upgrade.type, kubernetesVersion: version } };
}
