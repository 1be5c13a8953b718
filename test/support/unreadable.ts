import { MemoryTable, type MemoryAccount } from '../../src/memory/memoryTable.ts';

/** A named resource as a later release may have left it, before it was taken back. */
export async function leaveUnreadable(
  account: MemoryAccount,
  path: string,
  name: string,
  table = 'Resources',
): Promise<void> {
  const json = JSON.stringify({ name, kind: 'later' });
  await new MemoryTable(account, table).putAll([{ partitionKey: path, rowKey: name, json }]);
}
