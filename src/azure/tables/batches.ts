/** Table Storage takes at most this many rows in one transaction. */
const MOST_ROWS = 100;
/** A transaction may have 4 MiB; the multipart envelope comes on top of what is counted here. */
const MOST_BYTES = 3_000_000;
/** Request line and headers of one operation inside the transaction, generously. */
const ENVELOPE = 1_000;

/**
 * Splits what goes into one partition into transactions, in order. They are filled from the end, so that the
 * last row has as many of those before it as possible in its own transaction.
 */
export function intoBatches<T>(writes: readonly T[], mostRows = MOST_ROWS): T[][] {
  const batches: T[][] = [];
  let batch: T[] = [];
  let bytes = 0;
  for (const write of writes.toReversed()) {
    const size = Buffer.byteLength(JSON.stringify(write)) + ENVELOPE;
    if (batch.length === mostRows || (batch.length > 0 && bytes + size > MOST_BYTES)) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(write);
    bytes += size;
  }
  if (batch.length > 0) batches.push(batch);
  return batches.reverse().map((each) => each.reverse());
}
