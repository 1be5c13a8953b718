import { createContext, use } from 'react';
import type { SkipTarget } from '../api/types.ts';

/** Asks whether to skip something; undefined where the viewer may not. */
export const SkippingContext = createContext<((target: SkipTarget) => void) | undefined>(undefined);

export const useSkipping = () => use(SkippingContext);
