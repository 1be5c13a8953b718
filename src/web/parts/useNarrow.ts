import { useSyncExternalStore } from 'react';

const narrow = matchMedia('(max-width: 640px)');

function subscribe(listener: () => void): () => void {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
}

/** A phone, or a window as wide as one. */
export const useNarrow = () => useSyncExternalStore(subscribe, () => narrow.matches);
