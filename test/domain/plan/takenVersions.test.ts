import { takeVersions, type ProvenRun } from '../../../src/domain/plan/takenVersions.ts';
import type { RequestedUpdate } from '../../../src/domain/plan/requestedUpdate.ts';

const OLD = 'AKSUbuntu-2204gen2containerd-202508.06.0';
const NEW = 'AKSUbuntu-2204gen2containerd-202508.20.0';
const WINDOWS = 'AKSWindows-2022-containerd-20348.3932.250716';
const IMAGES = { upgrade: { type: 'NodeImageOnly' } } as const;
const FULL = { upgrade: { type: 'Full', kubernetesVersion: '1.33' } } as const;
const CONTROL_PLANE = { upgrade: { type: 'ControlPlaneOnly', kubernetesVersion: '1.33' } } as const;

const on = (...images: readonly string[]): ProvenRun['members'][number] => ({
  state: 'Completed',
  update: true,
  to: { nodePools: images.map((nodeImageVersion, index) => ({ name: `pool${index}`, nodeImageVersion })) },
});
const run = (more: Partial<ProvenRun> = {}): ProvenRun => ({
  name: 'staging',
  state: 'Completed',
  managedClusterUpdate: FULL,
  lock: { kubernetesVersion: '1.33.2' },
  members: [on(OLD, WINDOWS), on(OLD)],
  ...more,
});
const custom = (...images: readonly string[]) => ({
  type: 'Custom',
  customNodeImageVersions: images.map((version) => ({ version })),
});

describe('Versions taken over from another run', () => {
  it.each<[string, RequestedUpdate, ProvenRun, object]>([
    [
      'are its patch and the images of its members',
      { upgrade: { type: 'Full' } },
      run(),
      {
        upgrade: { type: 'Full', kubernetesVersion: '1.33.2' },
        nodeImageSelection: custom(OLD, WINDOWS),
      },
    ],
    [
      'are its patch alone for control planes',
      { upgrade: { type: 'ControlPlaneOnly' } },
      run(),
      { upgrade: { type: 'ControlPlaneOnly', kubernetesVersion: '1.33.2' } },
    ],
    [
      'are its images alone for node images',
      IMAGES,
      run({ managedClusterUpdate: IMAGES, lock: { nodeImageVersions: [OLD] }, members: [on(OLD)] }),
      { ...IMAGES, nodeImageSelection: custom(OLD) },
    ],
    [
      'leave the images to who asks where it updated control planes only',
      { upgrade: { type: 'Full' }, nodeImageSelection: { type: 'Consistent' } },
      run({ managedClusterUpdate: CONTROL_PLANE }),
      { upgrade: { type: 'Full', kubernetesVersion: '1.33.2' }, nodeImageSelection: { type: 'Consistent' } },
    ],
    [
      'count members that were there before, and none that was passed over',
      IMAGES,
      run({
        members: [
          { ...on(OLD), state: 'Skipped', update: false },
          { ...on(NEW), state: 'Skipped' },
          { ...on(NEW), state: 'Skipped', update: false, leftOut: { code: 'ClusterStopped', message: '' } },
        ],
      }),
      { ...IMAGES, nodeImageSelection: custom(OLD) },
    ],
  ])('%s', (_what, update, from, expected) => {
    expect(takeVersions(update, from)).toEqual(expected);
  });

  it.each<[string, RequestedUpdate, ProvenRun, RegExp]>([
    ['it has not ended', IMAGES, run({ state: 'Running' }), /is Running/],
    ['it failed', IMAGES, run({ state: 'Failed' }), /is Failed/],
    ['its plan was never frozen', IMAGES, run({ state: 'NotStarted', lock: undefined }), /is NotStarted/],
    [
      'its members are on two images of a family',
      IMAGES,
      run({ members: [on(OLD), on(NEW)] }),
      /more than one/,
    ],
    ['no image of its members is known', IMAGES, run({ members: [on()] }), /No node image/],
    [
      'it has no Kubernetes version',
      { upgrade: { type: 'Full' } },
      run({ lock: {} }),
      /no Kubernetes version/,
    ],
    ['it touched no node', IMAGES, run({ managedClusterUpdate: CONTROL_PLANE }), /control planes only/],
  ])('are refused where %s', (_why, update, from, words) => {
    const refused = takeVersions(update, from);
    expect(refused).toMatchObject({ pointer: '/versionsFrom/run', isBadRequest: false });
    expect('detail' in refused && refused.detail).toMatch(words);
  });

  it('are refused beside images of its own, with the field', () => {
    const update: RequestedUpdate = { ...IMAGES, nodeImageSelection: { type: 'Latest' } };
    const refused = { pointer: '/managedClusterUpdate/nodeImageSelection', isBadRequest: true };
    expect(takeVersions(update, run())).toMatchObject(refused);
  });
});
