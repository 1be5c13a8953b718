import { LRUCache } from 'lru-cache';
import { LastMade } from '../../domain/lastMade.ts';
import type { Run } from '../../domain/run/run.ts';
import type { RunStore, RunTree, ShownRun } from '../../ports/runStore.ts';
import type { StoredRow, Table } from '../../ports/table.ts';
import { readCommands, type RunCommands } from './commandStore.ts';
import type { GroupMembers } from './groupMembers.ts';
import { KeptReading } from './keptReading.ts';
import { planKeys, runKeys, type RunPart } from './keys.ts';
import { columnOf } from './rows.ts';
import { headerIn, policyIn, runOf } from './runPolicies.ts';
import { readPlanned, treeOfRows, type PlannedRows } from './runTree.ts';
import { SharedQuery } from './sharedQuery.ts';
import { membersOfGroups } from './shownMembers.ts';
import { versionOf, versionsIn } from './versions.ts';

/** What is kept of runs, counted in groups and members: some ten large ones. */
const MOST_KEPT_ROWS = 12_000;
const MOST_KEPT_RUNS = 200;
const MOST_KEPT_NAMES = 1_000;

/**
 * Runs for those who look at them, again and again. One query says which parts of a run have changed since they were
 * read, by its header and the versions beside it; the others are kept in memory, and so is the whole while none has.
 */
export function shownRuns(runs: Table, commands: Table, members: GroupMembers): Pick<RunStore, 'show'> {
  const kept = new LRUCache<string, KeptRun>({
    max: MOST_KEPT_RUNS,
    maxSize: MOST_KEPT_ROWS,
    sizeCalculation: (run) => run.size,
  });
  const names = new LRUCache<string, string>({ max: MOST_KEPT_NAMES });
  const showById = async (runId: string, name?: string): Promise<ShownRun | undefined> => {
    const run = kept.get(runId) ?? new KeptRun(runId, { runs, commands, members });
    const shown = await run.show(name);
    if (shown) kept.set(runId, run);
    else kept.delete(runId);
    return shown;
  };
  return {
    show: async (asked) => {
      if ('runId' in asked) return await showById(asked.runId);
      const { name } = asked;
      const known = names.get(name);
      // One that goes may have lost its name already, to another run even: then the name is asked.
      const shown = known === undefined ? undefined : await showById(known, name);
      if (shown) return shown;
      const row = await runs.read(runKeys.name(name));
      if (!row) return undefined;
      const runId = columnOf(runs.name, row, 'runId');
      names.set(name, runId);
      return await showById(runId);
    },
  };
}

interface Tables {
  readonly runs: Table;
  readonly commands: Table;
  readonly members: GroupMembers;
}

class KeptRun {
  readonly #runId: string;
  readonly #tables: Tables;
  readonly #state: SharedQuery;
  readonly #header = new LastMade<Run>();
  readonly #planned: KeptReading<PlannedRows>;
  readonly #commands: KeptReading<RunCommands>;
  #groups: { readonly planId: string; readonly reading: KeptReading<readonly StoredRow[]> } | undefined;
  readonly #shown = new LastMade<ShownRun>();
  /** Of the rows that are kept, and of the members that it is asked for with. */
  size = 1;

  constructor(runId: string, tables: Tables) {
    const { runs, commands } = tables;
    this.#runId = runId;
    this.#tables = tables;
    this.#state = new SharedQuery(runs, runKeys.headerAndVersions(runId));
    this.#planned = new KeptReading(() => readPlanned(runs, runId));
    this.#commands = new KeptReading(() => readCommands(commands, runId));
  }

  /** With a name: unless the run is being removed, and may have lost it. */
  async show(name: string | undefined): Promise<ShownRun | undefined> {
    const { runs } = this.#tables;
    const rows = await this.#state.rows();
    const header = headerIn(rows, this.#runId);
    if (!header || (name !== undefined && header['removing'] !== undefined)) return undefined;
    const policy = policyIn(rows, this.#runId);
    const run = this.#header.of([header.etag, policy?.etag], () => runOf(runs.name, header, policy));
    const versions = versionsIn(rows);
    const at = (part: RunPart) => versionOf(versions, runKeys.version(this.#runId, part).rowKey);
    const { version, isChanging } = at('rows');
    const [planned, commanded] = await Promise.all([
      this.#planned.at({ version: `${header.etag} ${version}`, isChanging }),
      this.#commands.at(at('commands')),
    ]);
    const groups = planned.plan ? await this.#groupsOf(planned.plan.planId).at(at('groups')) : NO_ROWS;
    return this.#shown.of([run, planned, commanded, groups], () => {
      const tree = treeOfRows(runs.name, { header, run, planned, groups, commanded });
      this.size = 1 + tree.groups.length + memberCount(tree);
      return this.#shownAs(tree, groups);
    });
  }

  #groupsOf(planId: string): KeptReading<readonly StoredRow[]> {
    if (this.#groups?.planId !== planId) {
      const range = planKeys.groups(this.#runId, planId);
      this.#groups = { planId, reading: new KeptReading(() => this.#tables.runs.query(range)) };
    }
    return this.#groups.reading;
  }

  #shownAs(tree: RunTree, rows: readonly StoredRow[]): ShownRun {
    const { runs, members } = this.#tables;
    const eTags = new Map(tree.groups.map((group, index) => [group, rows[index]?.etag ?? '']));
    const planId = tree.plan?.planId ?? '';
    return {
      tree,
      members: (groups) =>
        membersOfGroups(runs, members, {
          runId: this.#runId,
          planId,
          groups: groups.map((group) => ({ group, eTag: eTags.get(group) ?? '' })),
        }),
    };
  }
}

const NO_ROWS: readonly StoredRow[] = [];

const memberCount = ({ groups }: RunTree) =>
  groups.reduce(
    (sum, { counts }) => sum + Object.values(counts).reduce((total, count) => total + count, 0),
    0,
  );
