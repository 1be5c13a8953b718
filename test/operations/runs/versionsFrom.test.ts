import { MemorySystem } from '../../support/memorySystem.ts';
import { NODE_IMAGES } from '../../support/spokenSystem.ts';

const CONSISTENT = {
  upgrade: { type: 'Full', kubernetesVersion: '1.33' },
  nodeImageSelection: { type: 'Consistent' },
};
const FULL = { upgrade: { type: 'Full' } };

let system: MemorySystem;
beforeEach(() => {
  system = MemorySystem.start();
});
afterEach(() => system.close());

const create = (body: object) => system.call('POST', '/api/runs', { name: 'next', ...body });
const completed = async (managedClusterUpdate: object) => {
  await system.ok('POST', '/api/runs', { name: 'staging', managedClusterUpdate, start: true });
  return await system.until('staging', ['Completed']);
};
const refusal = (pointer: string) => ({ errors: [{ pointer }] });

describe('A run with the versions of another', () => {
  it('is held to its patch and its images, also when that run is deleted afterwards', async () => {
    const { selectedNodeImageVersions } = await completed(CONSISTENT);
    const taken = {
      upgrade: { type: 'Full', kubernetesVersion: '1.33.2' },
      nodeImageSelection: { type: 'Custom', customNodeImageVersions: selectedNodeImageVersions },
    };
    const versionsFrom = { run: 'staging' };
    const plan = await system.ok('POST', '/api/plan', { managedClusterUpdate: FULL, versionsFrom });
    expect(plan).toMatchObject({ lock: { kubernetesVersion: '1.33.2' } });
    const { status, body } = await create({ managedClusterUpdate: FULL, versionsFrom });
    expect([status, body]).toMatchObject([201, { managedClusterUpdate: taken, versionsFrom }]);
    await system.ok('DELETE', '/api/runs/staging');
    expect(await system.run('next')).toMatchObject({ managedClusterUpdate: taken });
    const late = await create({ name: 'late', managedClusterUpdate: FULL, versionsFrom });
    expect([late.status, late.body]).toMatchObject([
      400,
      { code: 'UnknownRun', ...refusal('/versionsFrom/run') },
    ]);
  });

  it('is refused while that run is not frozen, and where its regions were on different images', async () => {
    await system.ok('POST', '/api/runs', { name: 'staging', managedClusterUpdate: NODE_IMAGES });
    const asked = { managedClusterUpdate: NODE_IMAGES, versionsFrom: { run: 'staging' } };
    const unfrozen = await create(asked);
    expect([unfrozen.status, unfrozen.body]).toMatchObject([422, { code: 'VersionsNotProven' }]);
    await system.ok('POST', '/api/runs/staging/start');
    await system.until('staging', ['Completed']);
    const mixed = await create(asked);
    expect([mixed.status, mixed.body]).toMatchObject([422, refusal('/versionsFrom/run')]);
  });

  it.each<[string, object, string]>([
    [
      'both a version and a run to take it from',
      { managedClusterUpdate: CONSISTENT, versionsFrom: { run: 'staging' } },
      '/managedClusterUpdate/upgrade/kubernetesVersion',
    ],
    [
      'both images and a run to take them from',
      {
        managedClusterUpdate: {
          ...NODE_IMAGES,
          nodeImageSelection: {
            type: 'Custom',
            customNodeImageVersions: [{ version: 'AKSUbuntu-2204gen2containerd-202508.06.0' }],
          },
        },
        versionsFrom: { run: 'staging' },
      },
      '/managedClusterUpdate/nodeImageSelection',
    ],
    [
      'neither version nor run',
      { managedClusterUpdate: FULL },
      '/managedClusterUpdate/upgrade/kubernetesVersion',
    ],
    ['no name of a run', { managedClusterUpdate: FULL, versionsFrom: { run: '{run}' } }, '/versionsFrom/run'],
  ])('is refused with %s, and the field named', async (_what, asked, pointer) => {
    const { status, body } = await create(asked);
    expect([status, body]).toMatchObject([400, refusal(pointer)]);
  });
});
