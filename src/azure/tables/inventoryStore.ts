import type { NewRow, RowKey, StoredRow, Table } from '../../ports/table.ts';
import type { InventoryMember, LatestNodeImage, OfferedVersions } from '../../domain/fleet/inventory.ts';
import type { InventoryStore } from '../../ports/stores.ts';
import { safe, startingWith } from './keys.ts';
import { readable } from './readable.ts';
import { toRow } from './rows.ts';
import { inventoryMemberSchema, latestNodeImageSchema, offeredVersionsSchema } from './inventorySchemas.ts';

const MEMBER = 'member|';
const IMAGES = 'images';
const OFFERED = 'offered';

const partitionOf = (fleet: string) => `fleet|${safe(fleet)}`;
const memberKey = (fleet: string, name: string): RowKey => ({
  partitionKey: partitionOf(fleet),
  rowKey: `${MEMBER}${safe(name)}`,
});
const asOfKey = (fleet: string): RowKey => ({ partitionKey: partitionOf(fleet), rowKey: 'asOf' });

/** What Azure says about members: a partition per fleet, and one each for node images and Kubernetes versions. */
export function tableInventoryStore(table: Table): InventoryStore {
  return {
    read: async (fleets) => {
      const [images, offered, ...read] = await Promise.all([
        table.query(startingWith(IMAGES, '')),
        table.query(startingWith(OFFERED, '')),
        ...fleets.map((fleet) => readFleet(table, fleet)),
      ]);
      return {
        members: read.flatMap(({ members }) => members),
        latestNodeImages: readable(table, latestNodeImageSchema, images).values,
        offeredVersions: readable(table, offeredVersionsSchema, offered).values,
        asOf: Object.fromEntries(
          read.flatMap(({ fleet, asOf }) => (asOf === undefined ? [] : [[fleet, asOf]])),
        ),
      };
    },
    replaceFleet: (fleet, members, asOf) => replaceFleet(table, fleet, members, asOf),
    putMember: (member) => table.putAll([memberRow(member)]),
    removeMember: async (fleet, name) => {
      await table.remove(memberKey(fleet, name));
    },
    putLatestNodeImages: (images) => table.putAll(onePerKey(images.map(imageRow))),
    putOfferedVersions: (offered) => table.putAll(onePerKey(offered.map(offeredRow))),
  };
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

async function readFleet(table: Table, fleet: string) {
  const rows = await table.query(startingWith(partitionOf(fleet), ''));
  const asOf = rows.find(({ rowKey }) => rowKey === asOfKey(fleet).rowKey);
  const members = rows.filter(({ rowKey }) => rowKey.startsWith(MEMBER));
  const { values, unreadable } = readable(table, inventoryMemberSchema, members);
  // A fleet of which not all can be read counts as never read: the next reading of Azure writes the row anew.
  const isWhole = unreadable.length === 0 && asOf !== undefined;
  return {
    fleet,
    members: values,
    asOf: isWhole ? textOf(asOf) : undefined,
  };
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
  for (const row of gone) await table.remove(row, row.etag);
  const before = times.get(asOfKey(fleet).rowKey) ?? 0;
  if (before <= Date.parse(asOf)) await table.putAll([{ ...asOfKey(fleet), asOf }]);
}
