/**
 * Every type of event that this release writes into a run's audit trail, and what it says. `docs/events.md` has a row
 * for each; a test compares the two. Rows of other releases may have other types: they are shown as they are.
 */
export const RUN_EVENT_TYPES = {
  RunCreated: 'The run was created',
  AttemptStarted: 'An attempt was started',
  PlanFrozen: 'The plan that all attempts follow was written down',
  PlanChanged: 'What was frozen is not what the start was answered on',
  StageStateChanged: 'A stage has another state',
  WaitStateChanged: 'The wait after a stage has another state',
  GateApproved: 'Somebody approved a gate',
  GateRejected: 'Somebody rejected a gate',
  GateDecisionCameTooLate: 'A gate was decided before this decision on it came',
  GateStateChanged: 'A gate has another state',
  GroupStateChanged: 'A group has another state',
  MemberStateChanged: 'A member has another state',
  PolicyChanged: 'Somebody changed limits, retries or waits of the run',
  StopRequested: 'Somebody asked for a stop',
  StopForFailure: 'A failed member or gate stops the run',
  StopForStoppedElsewhere: 'Our Fleet run was stopped outside of Fleet Updates, so the run stops',
  SkipRequested: 'Somebody asked for a skip',
  SkipCameTooLate: 'The member to be skipped was being updated already',
  FleetRunStartedElsewhere: 'Our Fleet run was started outside of Fleet Updates',
  FleetRunLeft: 'The group went on without tidying up one of its Fleet runs',
  FleetRunTidied: 'A Fleet run that nobody drove any more is gone',
  FleetRunAbandoned: 'A Fleet run that nobody drives any more could not be removed',
  OrchestrationStartedAgain: 'A lost orchestration was started again',
  RunAbandoned: 'An Admin gave the run up',
  AttemptEnded: 'The attempt ended',
  DeletionRequested: 'Somebody asked for the deletion of the run',
} as const satisfies Record<string, string>;

export type RunEventType = keyof typeof RUN_EVENT_TYPES;
