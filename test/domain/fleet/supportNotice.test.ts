import type { InventoryMember } from '../../../src/domain/fleet/inventory.ts';
import { supportFindings, worseNotice, type SupportNotice } from '../../../src/domain/fleet/supportNotice.ts';

const notice = (status: 'Ending' | 'Ended', kubernetesVersion: string): SupportNotice => ({
  name: 'x',
  clusterResourceId: '/c',
  status,
  kubernetesVersion,
  receivedAt: '2026-03-02T08:00:00Z',
});
const member = (kubernetesVersion: string): InventoryMember => ({
  fleet: 'f',
  name: 'm',
  clusterResourceId: '/c',
  provisioningState: 'Succeeded',
  access: 'Readable',
  asOf: '2026-03-02T08:00:00Z',
  cluster: {
    id: '/c',
    location: 'westeurope',
    kubernetesVersion,
    provisioningState: 'Succeeded',
    powerState: 'Running',
    nodePools: [],
  },
});

describe('A notice about the support of a version', () => {
  it.each([
    ['ends soon', notice('Ending', '1.31'), '1.31.10', ['ClusterSupportEnding']],
    ['has ended', notice('Ended', '1.31.4'), '1.31.10', ['ClusterSupportEnded']],
    ['has ended for an older version than the cluster runs by now', notice('Ended', '1.31'), '1.32.0', []],
    ['was never given', undefined, '1.31.10', []],
  ])('that %s is shown as such', (_what, given, version, codes) => {
    expect(supportFindings(member(version), given).map(({ code }) => code)).toEqual(codes);
  });

  it.each([
    ['the first', undefined, notice('Ending', '1.31'), 'Ending 1.31'],
    ['the end after its announcement', notice('Ending', '1.31'), notice('Ended', '1.31'), 'Ended 1.31'],
    [
      'the end though its announcement comes late',
      notice('Ended', '1.31'),
      notice('Ending', '1.31'),
      'Ended 1.31',
    ],
    ['that of the later version', notice('Ended', '1.31'), notice('Ending', '1.32'), 'Ending 1.32'],
    [
      'that of the later version though the other comes late',
      notice('Ending', '1.32'),
      notice('Ended', '1.31'),
      'Ending 1.32',
    ],
  ])('is kept: %s', (_what, known, told, kept) => {
    const { status, kubernetesVersion } = worseNotice(known, told);
    expect(`${status} ${kubernetesVersion}`).toBe(kept);
  });
});
