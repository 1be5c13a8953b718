import { createContext, use } from 'react';
import type { Gate, SkipTarget } from '../api/types.ts';

/** What a viewer is about to do with a run. */
export type Asked =
  | { readonly what: 'start' | 'stop' | 'remove' | 'abandon' | 'policy' }
  | { readonly what: 'skip'; readonly target: SkipTarget }
  | { readonly what: 'skipGate'; readonly gate: Gate };

/** Asks before something is done with the run that the page shows. */
export const AskingContext = createContext<((asked: Asked) => void) | undefined>(undefined);

export function useAsking(): (asked: Asked) => void {
  return use(AskingContext) ?? (() => undefined);
}
