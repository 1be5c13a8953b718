import type { Unknowns } from '../../src/simulator/unknowns.ts';

/** What of Fleet Manager nobody knows, and how else it may be than the simulator has it unless told. */
export const OTHERS: { readonly [Name in keyof Unknowns]: readonly Unknowns[Name][] } = {
  eTagMismatchStatus: [409],
  wrongStateStatus: [400],
  startOfUnstartable: ['ignored'],
  stopOfUnstoppable: ['ignored'],
  skipOfUnknownTarget: ['ignored'],
  skipOfFinishedTarget: ['refused'],
  skipOfRunningMember: ['ignored', 'skipped'],
  putOfStartedRun: ['ignored'],
  duplicateNames: ['accepted'],
  bothStrategies: ['accepted'],
  membersFixed: ['atStart', 'never'],
  imagesSelected: ['atCreate'],
  runOfSkippedStages: ['Skipped'],
  memberBesideFailure: ['Running'],
  failedMemberOnRestart: ['kept'],
  clusterDuringImageUpgrade: ['Upgrading'],
  secondsUpdatingAfterMemberChange: [25],
};

/** Each by itself, with a name for it. */
export function unknownsSetOtherwise(): [string, Partial<Unknowns>][] {
  return Object.entries(OTHERS).flatMap(([name, values]) =>
    values.map((value): [string, Partial<Unknowns>] => [`${name} ${value}`, { [name]: value }]),
  );
}
