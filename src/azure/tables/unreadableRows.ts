import type { Attempt, GroupRow, MemberRow, Run } from '../../domain/run/run.ts';
import { planKeys } from './keys.ts';
import type { StoredRow } from '../../ports/table.ts';
import { CorruptRowError } from '../../domain/errors.ts';
import { fromRow } from './rows.ts';
import { groupRowSchema, memberRowSchema } from '../../domain/run/run.ts';

// A row of a group or member that cannot be read must not hide the run that it belongs to: whoever looks at the run, stops
// it, gives it up or deletes it gets this in its place. Whoever updates members gets the error.

/** The group's row, or one that says that it cannot be read; it goes on as long as its attempt does. */
export function groupForReaders(
  table: string,
  row: StoredRow,
  run: Run,
  newest: Attempt | undefined,
): GroupRow {
  return readable(
    () => fromRow(table, groupRowSchema, row),
    (message) => {
      const { stage, group } = planKeys.placeOf(row.rowKey);
      const goesOn = newest !== undefined && newest.endedAt === undefined;
      const since = newest?.startedAt ?? run.createdAt;
      return {
        stage,
        group,
        attempt: newest?.number ?? 0,
        version: 0,
        counts: {},
        fleetRuns: [],
        message,
        name: run.stages[stage]?.groups[group]?.name ?? 'default',
        state: goesOn ? 'Running' : 'Stopped',
        finished: !goesOn,
        locked: goesOn,
        lastError: { code: 'UnreadableRow', message, since, count: 1 },
      };
    },
  );
}

/** The member's row, or one that says that it cannot be read. */
export function memberForReaders(table: string, row: StoredRow): MemberRow {
  return readable(
    () => fromRow(table, memberRowSchema, row),
    (message) => {
      const nothing = { nodePools: [] };
      const index = Number(row.rowKey.split('|').at(-1));
      return {
        fleet: '',
        name: '(unreadable)',
        clusterResourceId: '',
        from: nothing,
        to: nothing,
        update: false,
        index,
        state: 'NotStarted',
        message,
        error: { code: 'UnreadableRow', message },
      };
    },
  );
}

function readable<Row>(read: () => Row, substitute: (message: string) => Row): Row {
  try {
    return read();
  } catch (error) {
    if (error instanceof CorruptRowError) return substitute(error.message);
    throw error;
  }
}
