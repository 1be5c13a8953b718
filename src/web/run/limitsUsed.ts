import { hasEnded } from '../api/states.ts';
import type { Run, RunMember } from '../api/types.ts';

/** Fleet Manager's rounding: down, and at least one. */
function resolved(maxConcurrency: string, members: number): number {
  const number = Number.parseInt(maxConcurrency, 10);
  return maxConcurrency.endsWith('%') ? Math.max(1, Math.floor((members * number) / 100)) : number;
}

interface Limited {
  readonly maxConcurrency?: string;
  readonly maxAllowedFailures?: number;
  readonly failureCount?: number;
}

/** How far a run, a stage or a group has come to its limits: `5 of 5 at once`, `1 of 2 failures allowed`. */
export function limitsUsed(limited: Limited, members: readonly RunMember[]): readonly string[] {
  const { maxConcurrency, maxAllowedFailures, failureCount = 0 } = limited;
  const updating = members.filter(({ state }) => state === 'Running' || state === 'Stopping').length;
  const goesOn = members.some(({ state }) => !hasEnded(state));
  return [
    ...(maxConcurrency === undefined || !goesOn
      ? []
      : [`${updating} of ${resolved(maxConcurrency, members.length)} at once`]),
    ...(maxAllowedFailures === undefined
      ? []
      : [`${failureCount} of ${maxAllowedFailures} failures allowed`]),
  ];
}

export const membersOf = ({ stages }: Pick<Run, 'stages'>) =>
  stages.flatMap(({ groups }) => groups.flatMap(({ members }) => members));

/** `try 2 of 3` of a member that has failed before; undefined at its first. */
export function tryText({ tries = 0 }: Pick<RunMember, 'tries'>, retries = 0): string | undefined {
  return tries === 0 ? undefined : `try ${tries + 1} of ${Math.max(tries, retries) + 1}`;
}
