import { lookAt } from '../../../src/operations/attempt/lookAt.ts';
import { clusterKey } from '../../../src/domain/group/lock.ts';
import { MemorySystem } from '../../support/memorySystem.ts';

const notFound = { kind: 'status', status: 404, code: 'ResourceNotFound' } as const;

async function activityOfOne(spoil: (system: MemorySystem, id: string) => Promise<void> | void) {
  const system = MemorySystem.start();
  try {
    const { app } = system.world;
    const [member] = await app.fleets.listMembers('demo');
    const id = member?.clusterResourceId ?? '';
    await spoil(system, id);
    const { clusters } = await lookAt(app, { what: 'clusters', clusterResourceIds: [id] });
    return clusters?.get(clusterKey(id));
  } finally {
    await system.close();
  }
}

describe('A cluster that AKS says is not there', () => {
  it('is not believed to be gone while the list of its subscription has it', async () => {
    const activity = await activityOfOne(({ simulator }) => {
      simulator.faults.add({ operation: 'managedClusters.get', effect: notFound });
    });
    expect(activity).toBe('Idle');
  });

  it('is gone when nobody who may be asked says otherwise', async () => {
    const activity = await activityOfOne(({ simulator }) => {
      simulator.faults.add({ operation: 'managedClusters.get', effect: notFound });
      simulator.faults.add({ operation: 'managedClusters.list', effect: { kind: 'status', status: 403 } });
    });
    expect(activity).toBe('Gone');
  });
});
