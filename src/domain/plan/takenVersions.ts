import { parseNodeImage } from '../fleet/nodeImage.ts';
import type { MemberRow } from '../run/run.ts';
import type { State } from '../run/states.ts';
import { nameSome } from './findings.ts';
import type { VersionLock } from './plan.ts';
import { withVersion, type RequestedUpdate } from './requestedUpdate.ts';
import type { ManagedClusterUpdate } from './updateSpec.ts';

/** The run that versions are taken from, as it is now. */
export interface ProvenRun {
  readonly name: string;
  readonly state: State;
  readonly managedClusterUpdate: ManagedClusterUpdate;
  /** Absent before its plan is frozen. */
  readonly lock: VersionLock | undefined;
  readonly members: readonly Pick<MemberRow, 'state' | 'update' | 'leftOut' | 'to'>[];
}

/** Why versions cannot be taken: with the pointer of the field that asks for what there is not. */
export interface NotTaken {
  readonly pointer: string;
  readonly detail: string;
  /** True when the request is wrong whatever becomes of that run. */
  readonly isBadRequest: boolean;
}

const FROM = '/versionsFrom/run';

/**
 * The update with the versions that another run has proven: its Kubernetes version, and as `Custom` the node images
 * that its members are on. A run that touched no node leaves the images to the one that asks.
 */
export function takeVersions(update: RequestedUpdate, run: ProvenRun): ManagedClusterUpdate | NotTaken {
  const { name, state, lock } = run;
  if (state !== 'Completed' || !lock) {
    return notProven(
      `Run ${name} is ${state}: versions are taken over only from a run that ended Completed. Wait for it, or name another.`,
    );
  }
  const { type } = update.upgrade;
  const taken = withVersion(update, lock.kubernetesVersion);
  if (!taken) {
    return notProven(
      `Run ${name} updated node images only, so there is no Kubernetes version to take over. Name a run that has one, or update NodeImageOnly.`,
    );
  }
  if (type === 'ControlPlaneOnly') return taken;
  if (run.managedClusterUpdate.upgrade.type !== 'ControlPlaneOnly') return withImages(taken, run);
  if (type !== 'NodeImageOnly') return taken;
  return notProven(`Run ${name} updated control planes only, so there are no node images to take over.`);
}

function withImages(
  update: ManagedClusterUpdate,
  { name, members }: ProvenRun,
): ManagedClusterUpdate | NotTaken {
  if (update.nodeImageSelection) {
    return {
      pointer: '/managedClusterUpdate/nodeImageSelection',
      detail: `must be left out: the node images of run ${name} are taken over`,
      isBadRequest: true,
    };
  }
  const images = new Set(
    members.filter(isThere).flatMap(({ to }) => to.nodePools.flatMap((pool) => pool.nodeImageVersion ?? [])),
  );
  const byFamily = Map.groupBy(images, (image) => parseNodeImage(image)?.family);
  const several = [...byFamily.values()].filter(({ length }) => length > 1).flat();
  if (several.length > 0) {
    return notProven(
      `The members of run ${name} are on more than one node image of a family (${nameSome(several)}), so there is none that was proven for all. Use a run with Consistent or Custom images.`,
    );
  }
  if (images.size === 0) {
    return notProven(`No node image of a member of run ${name} is known, so there is none to take over.`);
  }
  const customNodeImageVersions = [...images].toSorted().map((version) => ({ version }));
  return { ...update, nodeImageSelection: { type: 'Custom', customNodeImageVersions } };
}

/** It was brought to its target, or was there before. */
const isThere = ({ state, update, leftOut }: ProvenRun['members'][number]) =>
  state === 'Completed' || (!update && leftOut === undefined);

const notProven = (detail: string): NotTaken => ({ pointer: FROM, detail, isBadRequest: false });
