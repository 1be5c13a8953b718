import { CorruptRowError, DependencyError } from '../../domain/errors.ts';
import { isSameCluster } from '../../domain/fleet/assignments.ts';
import type { Assignment } from '../../domain/fleet/inventory.ts';
import { clusterKey, type LockHolder } from '../../domain/group/lock.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import type { ErrorDetail } from '../../domain/run/run.ts';
import { hasEnded } from '../../domain/run/states.ts';
import type { Report } from '../upkeep/guarded.ts';
import { dropWish } from './dropWish.ts';
import type { App } from '../../ports/app.ts';

/** `dropped`: the cluster that it was wanted for is not this member any more. */
export type Carried =
  | 'assigned'
  | 'dropped'
  /** `error`: Azure refused, or did not answer. */
  | { readonly pending: string; readonly error?: ErrorDetail };

export interface CarryOptions {
  /** So many changes are asked of Fleet at most; what waits for a run costs none of them. */
  readonly most: number;
  /** Told of what fails in an unforeseen way; without it that is thrown. */
  readonly report?: Report;
}

const HOLDER: LockHolder = { runId: 'assignment', runName: 'assignment', attempt: 0, purpose: 'assignment' };

/**
 * Carries the wanted groups of members to Fleet, one after another, each under its member's lock. A member that
 * an unfinished run has in its frozen plan keeps its group until it has ended there. Safe to repeat; what cannot
 * be done now stays wanted, with the reason. Answers in the order of the assignments.
 */
export async function carryAssignments(
  app: App,
  assignments: readonly Assignment[],
  options: CarryOptions = { most: Infinity },
): Promise<Carried[]> {
  if (assignments.length === 0) return [];
  const planned = await plannedMembers(app, options.report);
  const carrier = new Carrier(app, options);
  const carried: Carried[] = [];
  for (const assignment of assignments) {
    const run = planned.get(clusterKey(assignment.clusterResourceId));
    const reason = `Run ${run ?? ''} has ${assignment.member} in its plan and has not updated it yet.`;
    carried.push(run === undefined ? await carrier.carry(assignment) : { pending: reason });
  }
  await noteGroups(
    app,
    assignments.filter((_, index) => carried[index] === 'assigned'),
  );
  return carried;
}

/** One pass over what is wanted. */
class Carrier {
  readonly #app: App;
  readonly #options: CarryOptions;
  /** Each try may take as long as ARM lets it wait: the rest of a fleet that does not answer is left for now. */
  readonly #silent = new Map<string, string>();
  #asked = 0;

  constructor(app: App, options: CarryOptions) {
    this.#app = app;
    this.#options = options;
  }

  async carry(assignment: Assignment): Promise<Carried> {
    const silent = this.#silent.get(assignment.fleet);
    if (silent !== undefined) return { pending: silent };
    if (this.#asked >= this.#options.most) return { pending: 'Others come first.' };
    try {
      return await this.#carryLocked(assignment);
    } catch (error) {
      if (!this.#options.report) throw error;
      this.#options.report(`the group of ${assignment.fleet}/${assignment.member}`, error);
      return { pending: error instanceof Error ? error.message : String(error) };
    }
  }

  async #carryLocked(assignment: Assignment): Promise<Carried> {
    const { member, clusterResourceId } = assignment;
    const { locks } = this.#app;
    const foreign = await locks.take([clusterResourceId], HOLDER, this.#app.now());
    if (foreign) return { pending: `Run ${foreign.holder.runName} holds ${member}.` };
    try {
      return await this.#patch(assignment);
    } finally {
      await locks.release([clusterResourceId], HOLDER);
    }
  }

  async #patch({ fleet, member }: Assignment): Promise<Carried> {
    const { assignments, fleets } = this.#app;
    const stored = await assignments.get(fleet, member);
    const wanted = stored?.value.wanted;
    if (!stored || wanted === undefined) return 'assigned';
    this.#asked += 1;
    try {
      const now = await fleets.getMember(fleet, member);
      if (!now || !isSameCluster(now, stored.value)) {
        await dropWish(this.#app, stored, now, this.#app.now());
        return 'dropped';
      }
      const answer = await fleets.setMemberGroup(fleet, now, wanted);
      const { lastError: _, triedAt: _at, wanted: _wanted, ...rest } = stored.value;
      const done = { ...rest, group: answer.group ?? null, changedAt: this.#app.now() };
      const written = await assignments.replace({ value: done, eTag: stored.eTag });
      return written === 'written' ? 'assigned' : { pending: 'The group was changed again meanwhile.' };
    } catch (error) {
      if (!(error instanceof DependencyError)) throw error;
      const lastError = `${error.code}: ${error.message}`;
      if (error.retryable) this.#silent.set(fleet, lastError);
      const value = { ...stored.value, lastError, triedAt: this.#app.now() };
      await assignments.replace({ value, eTag: stored.eTag });
      return { pending: lastError, error: { code: error.code, message: error.message } };
    }
  }
}

/** So that members and plans show the groups at once, not at the next refresh. */
async function noteGroups({ inventory }: App, assignments: readonly Assignment[]): Promise<void> {
  const fleets = [...new Set(assignments.map(({ fleet }) => fleet))];
  if (fleets.length === 0) return;
  const { members } = await inventory.read(fleets);
  for (const { fleet, member, wanted } of assignments) {
    const known = members.find((each) => each.fleet === fleet && each.name === member);
    if (known && wanted !== undefined) {
      await inventory.putMember(withoutUndefined({ ...known, fleetGroup: wanted ?? undefined }));
    }
  }
}

/**
 * Run names by cluster, for members that are in the frozen plan of an unfinished run and have not ended there. A run
 * that cannot be read goes on with nothing, and holds nothing.
 */
async function plannedMembers({ runs }: App, report?: Report): Promise<ReadonlyMap<string, string>> {
  const planned = new Map<string, string>();
  for (const runId of await runs.unfinished()) {
    try {
      const [run, plan] = await Promise.all([runs.get(runId), runs.plan(runId)]);
      if (!run || !plan) continue;
      for (const { member } of await runs.members(runId, plan.planId)) {
        if (!hasEnded(member.state)) planned.set(clusterKey(member.clusterResourceId), run.name);
      }
    } catch (error) {
      if (!(error instanceof CorruptRowError)) throw error;
      report?.(`run ${runId}`, error);
    }
  }
  return planned;
}
