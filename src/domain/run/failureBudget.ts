import type { StageDefinition } from '../plan/updateSpec.ts';
import type { GroupRow, Run } from './run.ts';

/** A limit of failures that is set, and how many members of its scope have failed in this attempt. */
export interface FailureBudget {
  readonly scope: 'group' | 'stage' | 'run';
  readonly name: string;
  /** As it was written: `2`, `10%`. */
  readonly said: string;
  readonly limit: number;
  readonly failed: number;
}

type Limited = Pick<Run, 'name' | 'stages' | 'policy'>;
type Failing = Pick<GroupRow, 'attempt' | 'counts' | 'retryingCount'>;
type Counted = Failing & Pick<GroupRow, 'stage' | 'group'>;

/** Fleet Manager's rounding: a share of all members as they were planned, rounded up. */
export function toleratedFailures(maxAllowedFailures: string, members: number): number {
  const number = Number.parseInt(maxAllowedFailures, 10);
  return maxAllowedFailures.endsWith('%') ? Math.ceil((members * number) / 100) : number;
}

/** The limits that are written for a place, the narrowest first. None: the first failure ends the attempt. */
export function limitsAt(
  { stages, policy }: Pick<Limited, 'stages' | 'policy'>,
  place: { readonly stage: number; readonly group?: number },
): (Pick<FailureBudget, 'scope' | 'said'> & { readonly name?: string })[] {
  const stage: StageDefinition | undefined = stages[place.stage];
  const group = place.group === undefined ? undefined : stage?.groups[place.group];
  return [
    { scope: 'group' as const, name: group?.name, said: group?.maxAllowedFailures },
    { scope: 'stage' as const, name: stage?.name, said: stage?.maxAllowedFailures },
    { scope: 'run' as const, name: undefined, said: policy?.maxAllowedFailures },
  ].flatMap(({ scope, name, said }) => {
    if (said === undefined) return [];
    return [name === undefined ? { scope, said } : { scope, said, name }];
  });
}

/** Whether a failure may be tolerated there: only then something is to be decided between two members. */
export function mayTolerate(
  run: Pick<Limited, 'stages' | 'policy'>,
  place: { readonly stage: number; readonly group: number },
): boolean {
  const limits = limitsAt(run, place);
  return limits.length > 0 && limits.every(({ said }) => Number.parseInt(said, 10) > 0);
}

/** The budgets that a failure in that place counts against. `groups` has all rows of the scopes that have a limit. */
export function budgetsAt(
  run: Limited,
  place: { readonly stage: number; readonly group?: number },
  groups: readonly Counted[],
  attempt: number,
): FailureBudget[] {
  return limitsAt(run, place).map(({ scope, said, name = run.name }) => {
    const rows = groups.filter(
      (row) =>
        scope === 'run' || (row.stage === place.stage && (scope === 'stage' || row.group === place.group)),
    );
    const limit = toleratedFailures(said, membersOf(rows));
    return { scope, name, said, limit, failed: failuresOf(rows, attempt) };
  });
}

/** What an earlier attempt left failed is to be done again, and counts when it fails again. */
export function failuresOf(groups: readonly Failing[], attempt: number): number {
  const own = groups.filter((row) => row.attempt === attempt);
  return own.reduce((sum, { counts, retryingCount = 0 }) => sum + (counts.Failed ?? 0) - retryingCount, 0);
}

function membersOf(groups: readonly Pick<Counted, 'counts'>[]): number {
  return groups.reduce(
    (sum, { counts }) => sum + Object.values(counts).reduce((all, count) => all + count, 0),
    0,
  );
}

export const isOverdrawn = ({ failed, limit }: FailureBudget) => failed > limit;

/** `2 of 30 members`: how much, of what, and where. */
export function wordsOfBudget({ scope, name, said, limit, failed }: FailureBudget): string {
  const members = failed === 1 ? '1 member' : `${failed} members`;
  const share = said.endsWith('%') ? ` (${said})` : '';
  const verb = failed === 1 ? 'has' : 'have';
  return `${members} of ${scope} ${name} ${verb} failed; its maxAllowedFailures is ${limit}${share}.`;
}
