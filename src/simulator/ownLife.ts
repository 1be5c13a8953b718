import type { WorldControls } from './worldControls.ts';

// What a fleet does without Fleet Manager: people stop clusters and start them, others use AKS, releases arrive.

const HOUR = 3600;
const DAY = 24 * HOUR;

/** Every second cluster is stopped after an hour, and started twelve hours later, each day. */
export function rest(world: WorldControls): void {
  world.clusters().forEach(({ id }, index) => {
    if (index % 2 === 0) return;
    world.later({ kind: 'power', cluster: id, powerState: 'Stopped' }, HOUR, DAY);
    world.later({ kind: 'power', cluster: id, powerState: 'Running' }, 13 * HOUR, DAY);
  });
}

/** Twice a day others use AKS for half an hour on each cluster, in turn on it and on its first pool, one cluster after the other. */
export function workOfOthers(world: WorldControls): void {
  world.clusters().forEach(({ id, nodeImages }, index) => {
    const [pool] = Object.keys(nodeImages);
    const place = index % 2 === 0 || pool === undefined ? { cluster: id } : { cluster: id, pool };
    world.later({ kind: 'operation', ...place, seconds: HOUR / 2 }, 600 + index * 900, DAY / 2);
  });
}

const LINUX_IMAGE = /^(.+)-\d{6}\.\d{2}\.\d+$/;
const NEW_IMAGE = '202601.05.0';

/** The next patch of what clusters run, and new Linux images, reach the first region after a day, and the next a day later. */
export function arrivals(world: WorldControls): void {
  const clusters = world.clusters();
  const locations = [...new Set(clusters.map(({ location }) => location))];
  locations.forEach((location, index) => {
    const after = (index + 1) * DAY;
    for (const version of new Set(clusters.map(({ kubernetesVersion }) => nextPatch(kubernetesVersion))))
      world.later({ kind: 'kubernetesVersion', location, version }, after);
    const images = clusters.flatMap(({ nodeImages }) => Object.values(nodeImages));
    for (const family of new Set(images.flatMap((image) => LINUX_IMAGE.exec(image)?.[1] ?? [])))
      world.later({ kind: 'nodeImage', location, family, version: NEW_IMAGE }, after);
  });
}

const nextPatch = (version: string) => version.replace(/\d+$/, (patch) => String(Number(patch) + 1));
