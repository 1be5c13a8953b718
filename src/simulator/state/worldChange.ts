import { z } from 'zod';

const power = z.enum(['Running', 'Stopped']);
/** Of a cluster, by name or resource id, or of one of its pools. */
const place = { cluster: z.string(), pool: z.string().optional() };

/** Something that others do to Azure: nobody asked Fleet Manager for it. */
export const worldChangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('power'), ...place, powerState: power }),
  /** Another operation of AKS, for so long. */
  z.object({ kind: z.literal('operation'), ...place, seconds: z.number().positive() }),
  z.object({ kind: z.literal('kubernetesVersion'), location: z.string(), version: z.string() }),
  z.object({
    kind: z.literal('nodeImage'),
    location: z.string(),
    family: z.string(),
    version: z.string(),
  }),
]);
export type WorldChange = z.infer<typeof worldChangeSchema>;
