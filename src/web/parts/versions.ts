interface PoolVersions {
  readonly name: string;
  readonly kubernetesVersion?: string | undefined;
  readonly nodeImageVersion?: string | undefined;
}

export interface Versions {
  readonly kubernetesVersion?: string | undefined;
  readonly nodePools: readonly PoolVersions[];
}

/** What changes between two sets of versions, a phrase for each: `Kubernetes 1.32.6 → 1.33.2`. */
export function changesOf(from: Versions, to: Versions): string[] {
  const control = step(from.kubernetesVersion, to.kubernetesVersion);
  const pools = to.nodePools.flatMap((pool) => {
    const before = from.nodePools.find(({ name }) => name === pool.name);
    const kubernetes = step(before?.kubernetesVersion, pool.kubernetesVersion);
    const image = step(shortImage(before?.nodeImageVersion), shortImage(pool.nodeImageVersion));
    return [
      // A pool that goes with its control plane needs no words of its own.
      ...(kubernetes === undefined || kubernetes === control
        ? []
        : [`${pool.name} Kubernetes ${kubernetes}`]),
      ...(image === undefined ? [] : [`${pool.name} ${image}`]),
    ];
  });
  return [...(control === undefined ? [] : [`Kubernetes ${control}`]), ...pools];
}

/** `a → b`; undefined when nothing changes or where it goes is not known. */
function step(before: string | undefined, after: string | undefined): string | undefined {
  return after === undefined || after === '?' || after === before ? undefined : `${before ?? '?'} → ${after}`;
}

/** The part of a node image's name that changes: `202508.06.0` of `AKSUbuntu-2204gen2containerd-202508.06.0`. */
function shortImage(image: string | undefined): string {
  return image?.split('-').at(-1) ?? '?';
}
