import { z } from 'zod';
import {
  normaliseKubernetesVersion,
  parseKubernetesVersion,
  minorSteps,
} from '../fleet/kubernetesVersion.ts';
import { compareNodeImages, parseNodeImage } from '../fleet/nodeImage.ts';
import type { OffersTo } from '../fleet/offeredVersions.ts';
import type { Immutable } from '../immutable.ts';
import { authorship, type NamedKind } from '../named/namedKind.ts';

const kubernetesVersion = z
  .string()
  .max(20)
  .regex(/^[vV]?\d+\.\d+(\.\d+)?$/, 'must be a version such as 1.33.2, or 1.33 for all its patches')
  .overwrite((version) => normaliseKubernetesVersion(version) ?? version);
const nodeImageVersion = z
  .string()
  .max(120)
  .refine((image) => parseNodeImage(image) !== undefined, {
    message: 'must be a node image such as AKSUbuntu-2204gen2containerd-202508.06.0',
  });

const deniedVersionBody = z
  .strictObject({
    kubernetesVersion: kubernetesVersion.exactOptional(),
    nodeImageVersion: nodeImageVersion.exactOptional(),
    /** Shown wherever the version is refused. */
    reason: z.string().trim().min(1, 'must say why').max(500),
  })
  .refine((body) => (body.kubernetesVersion === undefined) !== (body.nodeImageVersion === undefined), {
    path: ['kubernetesVersion'],
    message: 'must be given, or nodeImageVersion instead: one version for each name',
  });
export type DeniedVersionBody = Immutable<z.infer<typeof deniedVersionBody>>;

const deniedVersionSchema = z.object({
  name: z.string(),
  kubernetesVersion: z.string().exactOptional(),
  nodeImageVersion: z.string().exactOptional(),
  reason: z.string(),
  ...authorship,
});
/** A version that no run brings any more. */
export type DeniedVersion = Immutable<z.infer<typeof deniedVersionSchema>>;

export const deniedVersionKind: NamedKind<DeniedVersion, DeniedVersionBody, DeniedVersion> = {
  noun: 'denied version',
  title: 'DeniedVersion',
  path: 'denied-versions',
  stored: deniedVersionSchema,
  body: deniedVersionBody,
  view: deniedVersionSchema,
  roles: { read: 'Reader', put: 'Admin', delete: 'Admin' },
  summaries: {
    list: 'All denied versions, by name',
    get: 'A denied version, with its ETag',
    put: 'Denies a version: no plan, start or trigger brings it; If-Match and If-None-Match: * are honoured',
    delete: 'Allows the version again',
  },
};

/** Whether a Kubernetes version is the denied one, or a patch of a denied minor. */
export function deniesKubernetes(denied: DeniedVersion, version: string): boolean {
  const [not, asked] = [denied.kubernetesVersion ?? '', version].map(parseKubernetesVersion);
  if (!not || !asked) return false;
  return not.hasPatch ? not.text === asked.text : minorSteps(not, asked) === 0;
}

export function deniesImage(denied: DeniedVersion, image: string): boolean {
  const [not, asked] = [denied.nodeImageVersion ?? '', image].map(parseNodeImage);
  return not !== undefined && asked !== undefined && compareNodeImages(not, asked) === 0;
}

/** What regions offer, without what is denied: from these a version is chosen. */
export function offersWithout(offers: OffersTo, denied: readonly DeniedVersion[]): OffersTo {
  const isAllowed = (version: string) => !denied.some((each) => deniesKubernetes(each, version));
  return (cluster) => offers(cluster)?.filter(({ version }) => isAllowed(version));
}
