import { ourError } from '../errors.ts';
import { isOverdrawn, wordsOfBudget } from '../run/failureBudget.ts';
import type { ErrorDetail, MemberRow } from '../run/run.ts';
import type { GroupObservation } from './observation.ts';

/** Why no more may be started: a member failed where no failure is tolerated, or more than are tolerated, or the group itself. */
export function failureThatStops(
  observed: GroupObservation,
): { readonly message: string; readonly error: ErrorDetail } | undefined {
  const overdrawn = observed.budgets.find(isOverdrawn);
  const failed = observed.budgets.length === 0 || overdrawn ? lastFailed(observed) : undefined;
  const tolerated = overdrawn ? ` ${wordsOfBudget(overdrawn)}` : '';
  const error = failed?.error ?? observed.group.error;
  if (error) {
    const who = failed
      ? `Member ${failed.name} of group ${observed.group.name}`
      : `Group ${observed.group.name}`;
    return { message: `${who} in stage ${observed.stageName} failed: ${error.message}${tolerated}`, error };
  }
  if (!overdrawn) return undefined;
  // Another group has failed and has not come to say so.
  const message = wordsOfBudget(overdrawn);
  return { message, error: ourError('TooManyFailures', message) };
}

/** Where none is tolerated the first of the list, as it always was. */
function lastFailed({ members, budgets }: GroupObservation): MemberRow | undefined {
  const failed = members.filter(({ state, willRetry }) => state === 'Failed' && !willRetry);
  if (budgets.length === 0) return failed[0];
  return failed.toSorted((one, other) => order(one.completedTime, other.completedTime)).at(-1);
}

const order = (one = '', other = '') => (one < other ? -1 : Number(one > other));

/** Whether the group is Failed because of its members: of a stage's or run's budget only stage and run are. */
export function isFailedByMembers({ budgets, members }: GroupObservation): boolean {
  if (!members.some(({ state }) => state === 'Failed')) return false;
  return budgets.length === 0 || budgets.some((budget) => budget.scope === 'group' && isOverdrawn(budget));
}

/** What a group says that ended though members of it failed. */
export function toleratedMessage({ budgets, members }: GroupObservation): string | undefined {
  const failed = members.filter(({ state }) => state === 'Failed');
  const [first] = failed;
  if (!first) return undefined;
  const names = failed.length === 1 ? `Member ${first.name} failed` : `${failed.length} members failed`;
  const why = failed.length === 1 ? '' : `, ${first.name} first`;
  const limits = budgets.map(({ scope, limit }) => `${limit} in the ${scope}`).join(' and ');
  return `${names}, which is tolerated (up to ${limits})${why}: ${first.error?.message ?? 'no reason given'}`;
}
