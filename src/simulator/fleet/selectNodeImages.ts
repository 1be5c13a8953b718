import { compareImageVersions, parseNodeImage } from '../aks/nodeImage.ts';
import type { UpdateRun } from '../state/fleetState.ts';
import type { World } from '../state/world.ts';

/** Fixes the images of a run with `Consistent` or `Custom`, once; with `Latest` each region has its own. */
export function selectNodeImages(world: World, run: UpdateRun): void {
  const selection = run.managedClusterUpdate.nodeImageSelection;
  if (run.selectedNodeImages || !selection || selection.type === 'Latest') return;
  run.selectedNodeImages =
    selection.type === 'Custom'
      ? (selection.customNodeImageVersions ?? []).map(({ version }) => version)
      : consistentImages(world, run);
}

/** Of each image family the newest version that every region with such a pool has: the oldest of their latest. */
function consistentImages(world: World, run: UpdateRun): string[] {
  const oldest = new Map<string, string>();
  for (const member of run.stages.flatMap(({ groups }) => groups.flatMap(({ members }) => members))) {
    const cluster = world.clusters.get(member.clusterResourceId);
    const latest = world.regions.get(cluster?.location ?? '')?.latestNodeImages ?? {};
    for (const pool of cluster?.nodePools ?? []) {
      const family = parseNodeImage(pool.nodeImageVersion)?.family ?? '';
      const version = latest[family];
      if (version === undefined) continue;
      const known = oldest.get(family);
      if (known === undefined || compareImageVersions(version, known) < 0) oldest.set(family, version);
    }
  }
  return [...oldest].map(([family, version]) => `${family}-${version}`).sort();
}
