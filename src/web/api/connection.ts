import { useSyncExternalStore } from 'react';

interface Connection {
  readonly away: boolean;
  /** How many times faster the app's clock runs than the viewer's. */
  readonly pace: number;
  /** How much the app's clock is ahead of the viewer's, ms. */
  readonly aheadByMs: number;
}

let connection: Connection = { away: false, pace: 1, aheadByMs: 0 };
const listeners = new Set<() => void>();

function set(next: Connection): void {
  if (
    next.away === connection.away &&
    next.aheadByMs === connection.aheadByMs &&
    next.pace === connection.pace
  )
    return;
  connection = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const SHIFT_WORTH_NOTING_MS = 1_500;
/** The header has whole seconds: over a shorter time the pace cannot be told. */
const PACE_OVER_MS = 8_000;
let firstHeard: { readonly app: number; readonly own: number } | undefined;

/** Whole numbers, so that nothing is drawn again for less. */
function paceNow(app: number, own: number): number {
  firstHeard ??= { app, own };
  const passed = own - firstHeard.own;
  return passed < PACE_OVER_MS ? connection.pace : Math.max(1, Math.round((app - firstHeard.app) / passed));
}

/** Called with every answer: the app is there, and says by the `Date` header what time it is there. */
export function heardFromApp(date: string | null): void {
  const own = Date.now();
  const ahead = date === null ? 0 : Date.parse(date) - own;
  const pace = date === null ? connection.pace : paceNow(own + ahead, own);
  const moved = Math.abs(ahead - connection.aheadByMs) > SHIFT_WORTH_NOTING_MS;
  set({ away: false, pace, aheadByMs: moved ? ahead : connection.aheadByMs });
}

export function missedApp(): void {
  set({ ...connection, away: true });
}

export function useAway(): boolean {
  return useSyncExternalStore(subscribe, () => connection.away);
}

/** How many times faster time runs where the app runs. */
export function useAppPace(): number {
  return useSyncExternalStore(subscribe, () => connection.pace);
}

/** What time it is where the app runs, ms since the epoch: the simulator's days are shorter than ours. */
export function appNow(): number {
  return Date.now() + connection.aheadByMs;
}
