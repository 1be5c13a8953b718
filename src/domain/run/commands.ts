import type { ErrorDetail } from './run.ts';

/**
 * Ends an attempt. Given by a user, by the group in which a member failed, or because somebody else stopped
 * our Fleet run. Never cleared: the next attempt has its own.
 */
export interface StopCommand {
  readonly attempt: number;
  readonly reason: 'User' | 'Failure' | 'StoppedElsewhere';
  readonly by: string;
  readonly at: string;
  /** What happened, naming member and error where one failed. */
  readonly message: string;
  readonly error?: ErrorDetail;
}

export type SkipTarget =
  | { readonly type: 'Member'; readonly name: string; readonly fleet?: string }
  | { readonly type: 'Group' | 'Stage' | 'AfterStageWait'; readonly name: string };

/** Belongs to the run, so that it holds for all its attempts. */
export interface SkipCommand {
  readonly target: SkipTarget;
  readonly by: string;
  readonly at: string;
}

export interface Commands {
  /** Of the attempt asked about. */
  readonly stop?: StopCommand;
  readonly skips: readonly SkipCommand[];
}

export function skipsMember(
  skips: readonly SkipCommand[],
  place: { readonly stage: string; readonly group: string; readonly fleet: string; readonly member: string },
): SkipCommand | undefined {
  return skips.find(({ target }) => {
    switch (target.type) {
      case 'Member':
        return target.name === place.member && (target.fleet === undefined || target.fleet === place.fleet);
      case 'Group':
        return target.name === place.group;
      case 'Stage':
        return target.name === place.stage;
      case 'AfterStageWait':
        return false;
    }
  });
}

export function skipsWait(skips: readonly SkipCommand[], stage: string): SkipCommand | undefined {
  return skips.find(
    ({ target }) => (target.type === 'AfterStageWait' || target.type === 'Stage') && target.name === stage,
  );
}
