import { latestNodeImages } from '../../../src/domain/fleet/latestNodeImages.ts';
import { lockVersions } from '../../../src/domain/plan/versionLock.ts';
import {
  aCluster,
  anImage,
  aPool,
  fullTo,
  MID_UBUNTU,
  NEW_UBUNTU,
  OLD_UBUNTU,
  UBUNTU,
  WINDOWS,
} from './planBuilders.ts';

const windowsPool = aPool({ name: 'win', nodeImageVersion: `${WINDOWS}-20348.3091.250117` });
const inWest = aCluster('a');
const inNorth = aCluster('b', { location: 'northeurope' });
const twoRegions = latestNodeImages([anImage('westeurope', NEW_UBUNTU), anImage('northeurope', MID_UBUNTU)]);
const consistent = {
  upgrade: { type: 'NodeImageOnly' },
  nodeImageSelection: { type: 'Consistent' },
} as const;

describe('Consistent', () => {
  it('locks the newest image that every region concerned has', () => {
    const { lock, missing, imageTarget } = lockVersions(consistent, [inWest, inNorth], twoRegions);
    expect(lock).toEqual({ nodeImageVersions: [MID_UBUNTU] });
    expect(missing).toEqual([]);
    expect(imageTarget(inWest, UBUNTU)).toMatchObject({ fullName: MID_UBUNTU });
  });

  it('asks only the regions in which the run has pools of the family', () => {
    expect(lockVersions(consistent, [inWest], twoRegions).lock.nodeImageVersions).toEqual([NEW_UBUNTU]);
  });

  it('tells subscriptions apart and takes any spelling of subscription and region', () => {
    const elsewhere = { ...anImage('WestEurope', OLD_UBUNTU), subscriptionId: 'S2' };
    const latest = latestNodeImages([anImage('WestEurope', NEW_UBUNTU), elsewhere]);
    expect(lockVersions(consistent, [inWest], latest).lock.nodeImageVersions).toEqual([NEW_UBUNTU]);
    const other = aCluster('c', { id: '/Subscriptions/s2/resourceGroups/rg/x/c' });
    expect(lockVersions(consistent, [inWest, other], latest).lock.nodeImageVersions).toEqual([OLD_UBUNTU]);
  });

  it('takes the newest where a region was read more than once', () => {
    const images = [OLD_UBUNTU, NEW_UBUNTU, MID_UBUNTU].map((name) => anImage('westeurope', name));
    expect(lockVersions(consistent, [inWest], latestNodeImages(images)).lock.nodeImageVersions).toEqual([
      NEW_UBUNTU,
    ]);
  });

  it('locks each family by itself', () => {
    const newWindows = `${WINDOWS}-20348.3207.250214`;
    const latest = latestNodeImages([
      anImage('westeurope', NEW_UBUNTU),
      anImage('westeurope', newWindows, WINDOWS),
    ]);
    const cluster = aCluster('a', { nodePools: [aPool(), windowsPool] });
    expect(lockVersions(consistent, [cluster], latest).lock.nodeImageVersions).toEqual([
      NEW_UBUNTU,
      newWindows,
    ]);
  });

  it('names a family that one region lacks, and locks no version of it', () => {
    const onlyWest = latestNodeImages([anImage('westeurope', NEW_UBUNTU)]);
    const { lock, missing, imageTarget } = lockVersions(consistent, [inWest, inNorth], onlyWest);
    expect(lock.nodeImageVersions).toEqual([]);
    expect(missing).toEqual([{ family: UBUNTU, clusters: [inNorth] }]);
    expect(imageTarget(inWest, UBUNTU)).toBeUndefined();
  });

  it('passes over a pool whose image is not known', () => {
    const cluster = aCluster('a', { nodePools: [aPool({ nodeImageVersion: 'Mystery' })] });
    expect(lockVersions(consistent, [cluster], twoRegions)).toMatchObject({
      lock: { nodeImageVersions: [] },
      missing: [],
    });
  });
});

describe('The other selections', () => {
  it('Latest locks no image and takes each region’s own', () => {
    const update = {
      upgrade: { type: 'NodeImageOnly' },
      nodeImageSelection: { type: 'Latest' },
    } as const;
    const { lock, imageTarget } = lockVersions(update, [inWest, inNorth], twoRegions);
    expect(lock).toEqual({});
    expect(imageTarget(inWest, UBUNTU)).toMatchObject({ fullName: NEW_UBUNTU });
    expect(imageTarget(inNorth, UBUNTU)).toMatchObject({ fullName: MID_UBUNTU });
  });

  it('no selection is Latest', () => {
    const { lock, imageTarget } = lockVersions({ upgrade: fullTo('v1.33') }, [inWest], twoRegions);
    expect(lock).toEqual({ kubernetesVersion: '1.33' });
    expect(imageTarget(inWest, UBUNTU)).toMatchObject({ fullName: NEW_UBUNTU });
  });

  it('Custom locks the given names, sorted, and leaves other families alone', () => {
    const given = ['X-202508.06.0', MID_UBUNTU, MID_UBUNTU].map((version) => ({ version }));
    const update = {
      upgrade: { type: 'NodeImageOnly' },
      nodeImageSelection: { type: 'Custom', customNodeImageVersions: given },
    } as const;
    const { lock, imageTarget } = lockVersions(update, [inWest], twoRegions);
    expect(lock).toEqual({ nodeImageVersions: [MID_UBUNTU, 'X-202508.06.0'] });
    expect(imageTarget(inWest, UBUNTU)).toMatchObject({ fullName: MID_UBUNTU });
    expect(imageTarget(inWest, WINDOWS)).toBe('LeftAlone');
  });

  it('Custom with two names of a family aims at the newer', () => {
    const given = [OLD_UBUNTU, NEW_UBUNTU].map((version) => ({ version }));
    const update = {
      upgrade: { type: 'NodeImageOnly' },
      nodeImageSelection: { type: 'Custom', customNodeImageVersions: given },
    } as const;
    const { imageTarget } = lockVersions(update, [inWest], twoRegions);
    expect(imageTarget(inWest, UBUNTU)).toMatchObject({ fullName: NEW_UBUNTU });
  });

  it('ControlPlaneOnly locks the Kubernetes version and touches no image', () => {
    const update = { upgrade: { type: 'ControlPlaneOnly', kubernetesVersion: '1.33.2' } } as const;
    const { lock, imageTarget } = lockVersions(update, [inWest], twoRegions);
    expect(lock).toEqual({ kubernetesVersion: '1.33.2' });
    expect(imageTarget(inWest, UBUNTU)).toBe('LeftAlone');
  });
});
