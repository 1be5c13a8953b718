import { useSyncExternalStore } from 'react';

interface Connection {
  readonly away: boolean;
  /** How much the app's clock is ahead of the viewer's, ms. */
  readonly aheadByMs: number;
}

let connection: Connection = { away: false, aheadByMs: 0 };
const listeners = new Set<() => void>();

function set(next: Connection): void {
  if (next.away === connection.away && next.aheadByMs === connection.aheadByMs) return;
  connection = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const SHIFT_WORTH_NOTING_MS = 1_500;

/** Called with every answer: the app is there, and says by the `Date` header what time it is there. */
export function heardFromApp(date: string | null): void {
  const ahead = date === null ? 0 : Date.parse(date) - Date.now();
  const moved = Math.abs(ahead - connection.aheadByMs) > SHIFT_WORTH_NOTING_MS;
  set({ away: false, aheadByMs: moved ? ahead : connection.aheadByMs });
}

export function missedApp(): void {
  set({ ...connection, away: true });
}

export function useAway(): boolean {
  return useSyncExternalStore(subscribe, () => connection.away);
}

/** What time it is where the app runs, ms since the epoch: the simulator's days are shorter than ours. */
export function appNow(): number {
  return Date.now() + connection.aheadByMs;
}
