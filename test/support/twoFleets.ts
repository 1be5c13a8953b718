import type { Seed } from '../../src/simulator/seed.ts';
import { demoFleet } from '../../src/simulator/seeds.ts';

/** Fleets `demo` and `second`, each with clusters of its own. */
export function twoFleets(): Seed {
  const [demo] = demoFleet.fleets;
  if (!demo) throw new Error('There is no fleet.');
  const members = demo.members.slice(0, 2).map(({ cluster }) => {
    const name = cluster.name.replace('aks', 'two');
    return { name, cluster: { ...cluster, name, resourceGroup: 'rg-second' } };
  });
  return { ...demoFleet, fleets: [demo, { ...demo, name: 'second', members }] };
}
