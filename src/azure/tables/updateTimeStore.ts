import { updateTimesSchema, withUpdate, type EndedUpdate } from '../../domain/estimate/updateTimes.ts';
import type { UpdateTimes } from '../../domain/estimate/updateTimes.ts';
import type { UpdateTimeStore } from '../../ports/fleetStores.ts';
import type { RowKey, Table } from '../../ports/table.ts';
import { inParallel } from './inParallel.ts';
import { KeptReading, keptIn, KnownRows } from './keptReading.ts';
import { safe, startingWith } from './keys.ts';
import { readable } from './readable.ts';
import { toRow } from './rows.ts';
import { versionOf, type ChangeVersions } from './versions.ts';

const partitionOf = (fleet: string) => `times|${safe(fleet)}`;

export const updateTimesKey = (fleet: string, member: string): RowKey => ({
  partitionKey: partitionOf(fleet),
  rowKey: safe(member),
});

/** A partition per fleet, a row per member; each is kept in memory while its version says that it is still so. */
export function tableUpdateTimeStore(table: Table, versions: ChangeVersions): UpdateTimeStore {
  const fleets = new Map<string, KeptReading<readonly UpdateTimes[]>>();
  return {
    read: async (asked) => {
      const now = await versions.read();
      const read = await Promise.all(
        asked.map((fleet) =>
          keptIn(fleets, fleet, () => keptFleet(table, fleet)).at(versionOf(now, partitionOf(fleet))),
        ),
      );
      return read.flat();
    },
    add: async (ended) => {
      for (const [fleet, updates] of Map.groupBy(ended, (each) => each.fleet)) {
        await versions.change(partitionOf(fleet), () => inParallel(updates, (each) => addOne(table, each)));
      }
    },
  };
}

function keptFleet(table: Table, fleet: string): KeptReading<readonly UpdateTimes[]> {
  const known = new KnownRows(table, updateTimesSchema);
  return new KeptReading(
    async () => known.parse(await table.query(startingWith(partitionOf(fleet), ''))).values,
  );
}

/** Of a row that cannot be read nothing is kept: no update is held up by what earlier ones took. */
async function addOne(table: Table, ended: EndedUpdate): Promise<void> {
  const key = updateTimesKey(ended.fleet, ended.member);
  for (;;) {
    const stored = await table.read(key);
    const [before] = stored ? readable(table, updateTimesSchema, [stored]).values : [];
    const next = withUpdate(before, ended);
    if (next === before) return;
    const row = toRow(key, next);
    const written = await table.write([
      stored ? { kind: 'replace', row, eTag: stored.etag } : { kind: 'insert', row },
    ]);
    if (written !== 'lost') return;
  }
}
