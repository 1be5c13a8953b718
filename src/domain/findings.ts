/** Everything a plan can object to. Errors refuse the run; warnings are shown. */
export const FINDING_CODES = {
  GroupWithoutMembers: 'warning',
  MembersInNoStage: 'warning',
  NoMembers: 'warning',
  AlreadyAtTarget: 'warning',
  AheadOfTarget: 'warning',
  ClusterStopped: 'warning',
  ClusterNotReadable: 'warning',
  ClusterBusy: 'warning',
  MinorVersionSkipped: 'error',
  ImageFamilyMissing: 'error',
  DuplicateStage: 'error',
  DuplicateGroup: 'error',
  TooManyStages: 'error',
  TooManyGroups: 'error',
  InventoryMissing: 'error',
} as const satisfies Record<string, 'error' | 'warning'>;

export type FindingCode = keyof typeof FINDING_CODES;

export interface Finding {
  readonly severity: 'error' | 'warning';
  readonly code: FindingCode;
  /** What is so and what to do about it, in one or two sentences. */
  readonly message: string;
  readonly stage?: string;
  readonly group?: string;
  /** The members concerned as `fleet/member`, sorted; at most the first ten, `count` says how many in all. */
  readonly members?: readonly string[];
  readonly count?: number;
}
