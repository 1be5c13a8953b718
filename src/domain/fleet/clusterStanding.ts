import { movementsOf, type ClusterAnswer } from './clusterActivity.ts';

/** What of a cluster is in the way of an update. */
export interface ClusterStanding {
  readonly isStopped: boolean;
  /** Operations under way, on the cluster or any of its pools. */
  readonly movements: readonly string[];
}

/** Undefined of a cluster that cannot be read: then Fleet Manager finds out. */
export function standingOf(answer: ClusterAnswer | undefined): ClusterStanding | undefined {
  if (typeof answer !== 'object') return undefined;
  return { isStopped: answer.powerState === 'Stopped', movements: movementsOf(answer) };
}
