import { gateId, type GatePlace, type GateRow } from './gateRow.ts';
import type { GateView } from './gateView.ts';

/** A gate that is, or may be, Pending since a time. Only its own row says whether it is. */
export interface PendingGate {
  readonly runId: string;
  readonly startTime: string;
  /** The gate's id. */
  readonly gate: string;
}

/** Those of a place that are Pending in these rows. */
export const pendingGates = (runId: string, place: GatePlace, rows: readonly GateRow[] = []) =>
  pendingAmong(
    runId,
    rows.map((row) => ({ ...row, id: gateId(place, row.timing, row.name) })),
  );

/** Those of these gates of a run that are Pending. */
export function pendingAmong(
  runId: string,
  gates: readonly Pick<GateView, 'id' | 'state' | 'startTime'>[],
): PendingGate[] {
  return gates.flatMap(({ id: gate, state, startTime }) =>
    state === 'Pending' && startTime !== undefined ? [{ runId, startTime, gate }] : [],
  );
}

/** Those of the first list that are not in the second. */
export function without(pending: readonly PendingGate[], others: readonly PendingGate[]): PendingGate[] {
  const keys = new Set(others.map(keyOf));
  return pending.filter((each) => !keys.has(keyOf(each)));
}

const keyOf = ({ runId, startTime, gate }: PendingGate) => `${startTime}|${runId}|${gate}`;

/** Whether a gate of the run is the one that is meant, and Pending since then. */
export const isPendingSince = ({ id, state, startTime }: GateView, meant: PendingGate) =>
  id === meant.gate && state === 'Pending' && startTime === meant.startTime;

/** A row is written within seconds of when it says that its gate was reached: an entry so old waits for none. */
const WRITTEN_WITHIN_MS = 600_000;

/** What the index is to gain and to lose, so that it says what the rows say. */
export function repairOfIndex(
  index: readonly PendingGate[],
  rows: readonly PendingGate[],
  now: string,
): { readonly enter: readonly PendingGate[]; readonly leave: readonly PendingGate[] } {
  const isOld = ({ startTime }: PendingGate) => Date.parse(now) - Date.parse(startTime) > WRITTEN_WITHIN_MS;
  return { enter: without(rows, index), leave: without(index, rows).filter(isOld) };
}
