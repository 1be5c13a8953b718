import { clusterKey, isSameHolder } from '../../../src/domain/group/lock.ts';

const holder = { runId: 'r1', runName: 'nightly', attempt: 1, purpose: 'first/canary' };

describe('The holder of a lock', () => {
  it('is the same in a later attempt', () => {
    expect(isSameHolder(holder, { ...holder, attempt: 2 })).toBe(true);
  });

  it.each([{ runId: 'r2' }, { purpose: 'first/rest' }])('is another with %j', (other) => {
    expect(isSameHolder(holder, { ...holder, ...other })).toBe(false);
  });

  it('is another run though it has the name of one that was deleted', () => {
    expect(isSameHolder(holder, { ...holder, runId: 'r3', runName: 'nightly' })).toBe(false);
  });
});

describe('The key of a cluster', () => {
  it('is the same in every spelling that Azure answers with', () => {
    const id = '/subscriptions/S/resourceGroups/RG/providers/Microsoft.ContainerService/managedClusters/Blue';
    expect(clusterKey(id.replace('resourceGroups', 'resourcegroups').toUpperCase())).toBe(clusterKey(id));
  });
});
