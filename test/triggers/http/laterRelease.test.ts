import type { NamedStore } from '../../../src/ports/namedStores.ts';
import { MemorySystem } from '../../support/memorySystem.ts';
import { NODE_IMAGES } from '../../support/spokenSystem.ts';

/** Gives what is stored a field that this release does not know. */
async function paint<T extends object>(store: NamedStore<T>): Promise<void> {
  const [stored] = await store.list();
  if (!stored) throw new Error('Nothing is stored.');
  const later = { ...stored.value, colour: 'red' };
  await store.put(later, stored.eTag);
  expect((await store.list())[0]?.value).toEqual(later);
}

// Each answer is held to OpenAPI: a field that it does not know would fail the call.
it('What a later release wrote into strategies and triggers stays in their rows, and is not shown', async () => {
  const system = MemorySystem.start();
  const { strategies, triggers } = system.world.app;
  await system.ok('PUT', '/api/strategies/standard', { stages: [{ name: 'a', groups: [{ name: 'g' }] }] });
  await system.ok('PUT', '/api/triggers/nightly', {
    kind: 'schedule',
    managedClusterUpdate: NODE_IMAGES,
    schedule: { cron: '0 2 * * *' },
  });
  await paint(strategies);
  await paint(triggers.definitions);
  for (const path of ['strategies', 'strategies/standard', 'triggers', 'triggers/nightly']) {
    expect(await system.ok('GET', `/api/${path}`)).not.toHaveProperty('colour');
  }
  await system.close();
});
