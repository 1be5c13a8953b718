import { groupFindings } from './groupFindings.ts';
import { latestNodeImages } from '../fleet/latestNodeImages.ts';
import {
  clusterFindings,
  missingFamilies,
  noImageKnown,
  skippedMinors,
  targetFindings,
} from './memberFindings.ts';
import { targetMember } from './memberTarget.ts';
import { placeMembers } from './placement.ts';
import type { Plan, PlannedStage, PlanRequest } from './plan.ts';
import { present } from '../present.ts';
import { structureFindings } from './structureFindings.ts';
import { lockVersions } from './versionLock.ts';

/**
 * What a run does: which members its stages and groups update, from which versions to which, and what speaks
 * against it. The same input in any order gives the same plan; bad input gives findings, never an exception.
 * Findings come in a fixed order, errors first.
 */
export function planRun(request: PlanRequest): Plan {
  const { managedClusterUpdate, inventory } = request;
  const { upgrade } = managedClusterUpdate;
  const placement = placeMembers(request);
  const clusters = placement.stages.flat(2).flatMap(({ cluster }) => cluster ?? []);
  const locked = lockVersions(managedClusterUpdate, clusters, latestNodeImages(inventory.latestNodeImages));
  const { lock, imageTarget, missing } = locked;
  const targeted = placement.stages.map((groups) =>
    groups.map((members) => members.map((member) => targetMember(member, { upgrade, imageTarget }))),
  );
  const members = targeted.flat(2);
  const stages = request.stages.map(({ name, groups, afterStageWaitInSeconds }, stage): PlannedStage =>
    present({
      name,
      groups: groups.map((group, index) => ({
        name: group.name,
        members: (targeted[stage]?.[index] ?? []).map(({ planned }) => planned),
      })),
      afterStageWaitInSeconds,
    }),
  );
  const findings = [
    ...structureFindings(request),
    ...skippedMinors(upgrade, members),
    ...missingFamilies(missing, members),
    ...noImageKnown(managedClusterUpdate, locked, members),
    ...groupFindings(request, placement),
    ...clusterFindings(members),
    ...targetFindings(members),
  ];
  return { stages, lock, findings, asOf: readingTimes(request) };
}

/** A fleet that was never read has no time. */
function readingTimes({ fleets, inventory }: PlanRequest): Record<string, string> {
  const concerned = new Set(fleets);
  const times = Object.entries(inventory.asOf).filter(([fleet]) => concerned.has(fleet));
  return Object.fromEntries(times.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
