/**
 * What no recording, document or issue settles about Fleet Manager. Each can be set either way, so that tests
 * can show that nothing hangs on a guess; docs/simulator-differences.md says why each default was chosen.
 */
export interface Unknowns {
  /** Status of a failed If-Match or If-None-Match: ARM's habit, or what AKS was seen to answer. */
  readonly eTagMismatchStatus: 412 | 409;
  /** Status of a request that the state of the run or member does not allow. */
  readonly wrongStateStatus: 409 | 400;
  /** Start of a run that is under way or has ended as Completed or Skipped. */
  readonly startOfUnstartable: 'refused' | 'ignored';
  /** Stop of a run that is not under way. */
  readonly stopOfUnstoppable: 'refused' | 'ignored';
  readonly skipOfUnknownTarget: 'refused' | 'ignored';
  /** Skip of what is Completed or Skipped. */
  readonly skipOfFinishedTarget: 'refused' | 'ignored';
  /** `skipped`: the member is Skipped at once while AKS goes on with the cluster. */
  readonly skipOfRunningMember: 'refused' | 'ignored' | 'skipped';
  /** PUT of a run that was started. */
  readonly putOfStartedRun: 'refused' | 'ignored';
  /** The same stage or group name twice. */
  readonly duplicateNames: 'refused' | 'accepted';
  /** `updateStrategyId` beside `strategy`: refused, or the id wins. */
  readonly bothStrategies: 'refused' | 'accepted';
  /** When a run takes its members from the fleet; `never`: those that join its groups later come in too. */
  readonly membersFixed: 'atCreate' | 'atStart' | 'never';
  /** When `Consistent` picks its images. */
  readonly imagesSelected: 'atCreate' | 'atStart';
  /** State of a run in which every stage was Skipped: recorded in 2023, or documented now. */
  readonly runOfSkippedStages: 'Completed' | 'Skipped';
  /** What a member that runs on shows after another one's failure; groups, stage and run are Stopping. */
  readonly memberBesideFailure: 'Stopping' | 'Running';
  /** Whether a start after a failure tries the failed member again. */
  readonly failedMemberOnRestart: 'retried' | 'kept';
  /** What a cluster says while only the node images of its pools change; the pools say UpgradingNodeImageVersion. */
  readonly clusterDuringImageUpgrade: 'Succeeded' | 'Upgrading';
  /** For how many seconds a cluster is `Updating` after it joined a fleet or its update group changed; 0: not at all. */
  readonly secondsUpdatingAfterMemberChange: number;
}

export const DEFAULT_UNKNOWNS: Unknowns = {
  eTagMismatchStatus: 412,
  wrongStateStatus: 409,
  startOfUnstartable: 'refused',
  stopOfUnstoppable: 'refused',
  skipOfUnknownTarget: 'refused',
  skipOfFinishedTarget: 'ignored',
  skipOfRunningMember: 'refused',
  putOfStartedRun: 'refused',
  duplicateNames: 'refused',
  bothStrategies: 'refused',
  membersFixed: 'atCreate',
  imagesSelected: 'atStart',
  runOfSkippedStages: 'Completed',
  memberBesideFailure: 'Stopping',
  failedMemberOnRestart: 'retried',
  clusterDuringImageUpgrade: 'Succeeded',
  secondsUpdatingAfterMemberChange: 0,
};
