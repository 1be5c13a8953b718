import type { ManagedClusterUpdate } from '../api/types.ts';

/** What a run does to clusters, in a line: `Kubernetes 1.33.2 and node images (consistent)`. */
export function scopeText({ upgrade, nodeImageSelection }: ManagedClusterUpdate): string {
  const images = `node images (${(nodeImageSelection?.type ?? 'Latest').toLowerCase()})`;
  switch (upgrade.type) {
    case 'NodeImageOnly':
      return images.charAt(0).toUpperCase() + images.slice(1);
    case 'ControlPlaneOnly':
      return `Control plane to Kubernetes ${upgrade.kubernetesVersion}`;
    case 'Full':
      return `Kubernetes ${upgrade.kubernetesVersion} and ${images}`;
  }
}
