import { LRUCache } from 'lru-cache';
import type { z } from 'zod';
import type { NewRow, RowKey, StoredRow, Table } from '../../ports/table.ts';
import type {
  Inventory,
  InventoryMember,
  LatestNodeImage,
  OfferedVersions,
} from '../../domain/fleet/inventory.ts';
import type { InventoryStore } from '../../ports/fleetStores.ts';
import { safe, startingWith, unsafe } from './keys.ts';
import { LastMade } from '../../domain/lastMade.ts';
import { KeptReading, keptIn, KnownRows } from './keptReading.ts';
import { toRow } from './rows.ts';
import { updateTimesKey } from './updateTimeStore.ts';
import { versionOf, type ChangeVersions } from './versions.ts';
import {
  inventoryMemberSchema,
  latestNodeImageSchema,
  offeredVersionsSchema,
} from '../../domain/fleet/inventory.ts';

const MEMBER = 'member|';
const IMAGES = 'images';
const OFFERED = 'offered';

const partitionOf = (fleet: string) => `fleet|${safe(fleet)}`;
const memberKey = (fleet: string, name: string): RowKey => ({
  partitionKey: partitionOf(fleet),
  rowKey: `${MEMBER}${safe(name)}`,
});
const asOfKey = (fleet: string): RowKey => ({ partitionKey: partitionOf(fleet), rowKey: 'asOf' });

interface KnownFleet {
  readonly fleet: string;
  readonly members: readonly InventoryMember[];
  readonly asOf: string | undefined;
}

/** Sets of fleets that are asked for together: all of them, and each alone. */
const MOST_COMBINATIONS = 100;

/**
 * What Azure says about members: a partition per fleet, and one each for node images and Kubernetes versions. Each is
 * kept in memory while its version says that it is still so.
 */
export function tableInventoryStore(table: Table, versions: ChangeVersions): InventoryStore {
  const fleets = new Map<string, KeptReading<KnownFleet>>();
  const fleetOf = (fleet: string) => keptIn(fleets, fleet, () => keptFleet(table, fleet));
  const images = keptPartition(table, IMAGES, latestNodeImageSchema);
  const offered = keptPartition(table, OFFERED, offeredVersionsSchema);
  const combined = new LRUCache<string, LastMade<Inventory>>({ max: MOST_COMBINATIONS });
  return {
    read: async (asked) => {
      const now = await versions.read();
      const [latestNodeImages, offeredVersions, ...read] = await Promise.all([
        images.at(versionOf(now, IMAGES)),
        offered.at(versionOf(now, OFFERED)),
        ...asked.map((fleet) => fleetOf(fleet).at(versionOf(now, partitionOf(fleet)))),
      ]);
      const key = asked.join();
      const last = combined.get(key) ?? new LastMade();
      combined.set(key, last);
      return last.of([latestNodeImages, offeredVersions, ...read], () => ({
        members: read.flatMap(({ members }) => members),
        latestNodeImages,
        offeredVersions,
        asOf: Object.fromEntries(
          read.flatMap(({ fleet, asOf }) => (asOf === undefined ? [] : [[fleet, asOf]])),
        ),
      }));
    },
    replaceFleet: (fleet, members, asOf) =>
      versions.change(partitionOf(fleet), () => replaceFleet(table, fleet, members, asOf)),
    putMember: (member) =>
      versions.change(partitionOf(member.fleet), () => table.putAll([memberRow(member)])),
    removeMember: async (fleet, name) => {
      await versions.change(partitionOf(fleet), () => table.remove(memberKey(fleet, name)));
      await table.remove(updateTimesKey(fleet, name));
    },
    putLatestNodeImages: (found) =>
      versions.change(IMAGES, () => table.putAll(onePerKey(found.map(imageRow)))),
    putOfferedVersions: (found) =>
      versions.change(OFFERED, () => table.putAll(onePerKey(found.map(offeredRow)))),
  };
}

function keptPartition<T>(table: Table, partition: string, schema: z.ZodType<T>): KeptReading<readonly T[]> {
  const known = new KnownRows(table, schema);
  return new KeptReading(async () => known.parse(await table.query(startingWith(partition, ''))).values);
}

function keptFleet(table: Table, fleet: string): KeptReading<KnownFleet> {
  const known = new KnownRows(table, inventoryMemberSchema);
  return new KeptReading(async () => {
    const rows = await table.query(startingWith(partitionOf(fleet), ''));
    const asOf = rows.find(({ rowKey }) => rowKey === asOfKey(fleet).rowKey);
    const { values, isWhole } = known.parse(rows.filter(({ rowKey }) => rowKey.startsWith(MEMBER)));
    // A fleet of which not all can be read counts as never read: the next reading of Azure writes the row anew.
    return { fleet, members: values, asOf: isWhole && asOf !== undefined ? textOf(asOf) : undefined };
  });
}

function memberRow(member: InventoryMember): NewRow {
  return toRow(memberKey(member.fleet, member.name), member, { asOf: member.asOf });
}

function imageRow(image: LatestNodeImage): NewRow {
  const rowKey = [image.subscriptionId, image.location, image.family].map(safe).join('|');
  return toRow({ partitionKey: IMAGES, rowKey }, image);
}

function offeredRow(offered: OfferedVersions): NewRow {
  const rowKey = [offered.subscriptionId, offered.location].map(safe).join('|');
  return toRow({ partitionKey: OFFERED, rowKey }, offered);
}

/** A batch takes each row once; the last of a key stays. */
const onePerKey = (rows: readonly NewRow[]) => [...new Map(rows.map((row) => [row.rowKey, row])).values()];

function textOf({ asOf }: StoredRow): string | undefined {
  return typeof asOf === 'string' && !Number.isNaN(Date.parse(asOf)) ? asOf : undefined;
}

/**
 * A reading takes a while; what was read of a member after it began (a join, a changed group) is newer than the
 * reading and stays. The time of the whole comes last: it says that all of it is there.
 */
async function replaceFleet(
  table: Table,
  fleet: string,
  members: readonly InventoryMember[],
  asOf: string,
): Promise<void> {
  const stored = await table.query(startingWith(partitionOf(fleet), ''));
  const times = new Map(stored.map((row) => [row.rowKey, Date.parse(textOf(row) ?? '1970')]));
  const rows = members.map(memberRow);
  await table.putAll(rows.filter((row) => !((times.get(row.rowKey) ?? 0) > Date.parse(row['asOf'] ?? asOf))));
  const given = new Set(rows.map(({ rowKey }) => rowKey));
  const gone = stored.filter(
    (row) =>
      row.rowKey.startsWith(MEMBER) &&
      !given.has(row.rowKey) &&
      (times.get(row.rowKey) ?? 0) <= Date.parse(asOf),
  );
  for (const row of gone) {
    await table.remove(row, row.etag);
    // How long its updates took goes with it: the table keeps as much as there are members.
    await table.remove(updateTimesKey(fleet, unsafe(row.rowKey.slice(MEMBER.length))));
  }
  const before = times.get(asOfKey(fleet).rowKey) ?? 0;
  if (before <= Date.parse(asOf)) await table.putAll([{ ...asOfKey(fleet), asOf }]);
}
