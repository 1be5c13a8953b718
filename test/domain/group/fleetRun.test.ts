import { fleetRunContent, isSameContent, type FleetRunContent } from '../../../src/domain/group/fleetRun.ts';
import type { ManagedClusterUpdate } from '../../../src/domain/plan/updateSpec.ts';
import { RUN } from '../run/runBuilders.ts';

const GEN2 = 'AKSUbuntu-2204gen2containerd-202508.06.0';
const LINUX = 'AKSAzureLinux-V2gen2-202508.06.0';
const lock = { nodeImageVersions: [GEN2] };
const custom = (...versions: string[]) =>
  ({ type: 'Custom', customNodeImageVersions: versions.map((version) => ({ version })) }) as const;
const full = { type: 'Full', kubernetesVersion: '1.33.2' } as const;

describe('What the Fleet run of a group is created with', () => {
  const cases: [string, ManagedClusterUpdate, ManagedClusterUpdate][] = [
    [
      'Latest stays Latest, by region',
      { upgrade: full, nodeImageSelection: { type: 'Latest' } },
      { upgrade: full, nodeImageSelection: { type: 'Latest' } },
    ],
    [
      'images that nobody chose are Latest',
      { upgrade: full },
      { upgrade: full, nodeImageSelection: { type: 'Latest' } },
    ],
    [
      'Consistent is held to the lock of the whole run',
      { upgrade: { type: 'NodeImageOnly' }, nodeImageSelection: { type: 'Consistent' } },
      { upgrade: { type: 'NodeImageOnly' }, nodeImageSelection: custom(GEN2) },
    ],
    [
      'Custom is held to the lock',
      { upgrade: full, nodeImageSelection: custom(GEN2) },
      { upgrade: full, nodeImageSelection: custom(GEN2) },
    ],
    [
      'ControlPlaneOnly touches no node',
      {
        upgrade: { type: 'ControlPlaneOnly', kubernetesVersion: '1.33.2' },
        nodeImageSelection: { type: 'Latest' },
      },
      { upgrade: { type: 'ControlPlaneOnly', kubernetesVersion: '1.33.2' } },
    ],
  ];

  it.each(cases)('%s', (_, managedClusterUpdate, expected) => {
    const content = fleetRunContent({ ...RUN, managedClusterUpdate }, lock, 'canary');
    expect(content).toEqual({ managedClusterUpdate: expected, group: 'canary' });
  });

  it('names no group for One by one, so that all members of the fleet are in it', () => {
    expect(fleetRunContent({ ...RUN, implicit: true }, lock, 'default')).not.toHaveProperty('group');
  });
});

describe('Two contents', () => {
  const content: FleetRunContent = {
    managedClusterUpdate: { upgrade: full, nodeImageSelection: custom(GEN2, LINUX) },
    group: 'canary',
  };
  const controlPlane = { type: 'ControlPlaneOnly', kubernetesVersion: '1.33.2' } as const;

  it.each<[string, FleetRunContent, FleetRunContent]>([
    ['itself', content, structuredClone(content)],
    [
      'the same images in another order',
      content,
      { ...content, managedClusterUpdate: { upgrade: full, nodeImageSelection: custom(LINUX, GEN2) } },
    ],
    [
      'Latest left out',
      { managedClusterUpdate: { upgrade: full, nodeImageSelection: { type: 'Latest' } } },
      { managedClusterUpdate: { upgrade: full } },
    ],
    [
      'an image choice that touches no node',
      { managedClusterUpdate: { upgrade: controlPlane } },
      { managedClusterUpdate: { upgrade: controlPlane, nodeImageSelection: { type: 'Latest' } } },
    ],
  ])('are the same: %s', (_, one, other) => {
    expect(isSameContent(one, other)).toBe(true);
    expect(isSameContent(other, one)).toBe(true);
  });

  it.each<[string, FleetRunContent]>([
    ['another group', { ...content, group: 'rest' }],
    ['no group', { managedClusterUpdate: content.managedClusterUpdate }],
    [
      'fewer images',
      { ...content, managedClusterUpdate: { upgrade: full, nodeImageSelection: custom(GEN2) } },
    ],
    ['Latest', { ...content, managedClusterUpdate: { upgrade: full } }],
    [
      'another version',
      {
        ...content,
        managedClusterUpdate: {
          upgrade: { ...full, kubernetesVersion: '1.33.3' },
          nodeImageSelection: custom(GEN2, LINUX),
        },
      },
    ],
    [
      'another scope',
      {
        ...content,
        managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' }, nodeImageSelection: custom(GEN2, LINUX) },
      },
    ],
  ])('differ: %s', (_, other) => {
    expect(isSameContent(content, other)).toBe(false);
  });
});
