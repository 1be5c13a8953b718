import type { FleetRunRecord, MemberRow } from '../run/run.ts';
import { hasEnded } from '../run/states.ts';

/** Which members a record is for. */
export type Slice = Pick<FleetRunRecord, 'fleet' | 'members'>;

/** Whether the slice has that member. What its Fleet run shows of any other says nothing. */
export function isIn({ fleet, members }: Slice, row: Pick<MemberRow, 'fleet' | 'index'>): boolean {
  if (row.fleet !== fleet) return false;
  return members?.some(({ from, to }) => from <= row.index && row.index <= to) ?? true;
}

/** Members of the slice that have not ended. */
export function unfinishedIn(members: readonly MemberRow[], slice: Slice): MemberRow[] {
  return members.filter((row) => isIn(slice, row) && !hasEnded(row.state));
}

/** Indexes as ranges, ends included: a slice of a thousand members has to fit into its group's row. */
export function rangesOf(indexes: readonly number[]): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  for (const index of indexes.toSorted((one, other) => one - other)) {
    const last = ranges.at(-1);
    if (last && index <= last.to + 1) last.to = index;
    else ranges.push({ from: index, to: index });
  }
  return ranges;
}
