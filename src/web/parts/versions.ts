export interface Versions {
  readonly kubernetesVersion?: string | undefined;
  readonly nodePools: readonly { readonly name: string; readonly nodeImageVersion?: string | undefined }[];
}

/** What changes between two sets of versions, a phrase for each: `Kubernetes 1.32.6 → 1.33.2`. */
export function changesOf(from: Versions, to: Versions): string[] {
  const kubernetes =
    to.kubernetesVersion !== undefined && to.kubernetesVersion !== from.kubernetesVersion
      ? [`Kubernetes ${from.kubernetesVersion ?? '?'} → ${to.kubernetesVersion}`]
      : [];
  const images = to.nodePools.flatMap(({ name, nodeImageVersion }) => {
    const before = from.nodePools.find((pool) => pool.name === name)?.nodeImageVersion;
    if (nodeImageVersion === undefined || nodeImageVersion === before) return [];
    return [`${name} ${shortImage(before)} → ${shortImage(nodeImageVersion)}`];
  });
  return [...kubernetes, ...images];
}

/** The part of a node image's name that changes: `202508.06.0` of `AKSUbuntu-2204gen2containerd-202508.06.0`. */
export function shortImage(image: string | undefined): string {
  return image?.split('-').at(-1) ?? '?';
}
