import { useSyncExternalStore } from 'react';
import { asksBeforeLeaving } from './leaving.ts';

/** The part of the address that is the dashboard's own. */
export interface Place {
  readonly path: string;
  readonly search: string;
}

const listeners = new Set<() => void>();
let place: Place = read();

function read(): Place {
  return { path: location.pathname, search: location.search };
}

function changed(): void {
  place = read();
  for (const listener of listeners) listener();
}

/** Back or forward: the browser is there already, so it is brought back while the viewer is asked. */
function wentInHistory(): void {
  const { path, search } = place;
  if (location.pathname !== path && asksBeforeLeaving(() => history.back())) {
    history.pushState(null, '', path + search);
    return;
  }
  changed();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) addEventListener('popstate', wentInHistory);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) removeEventListener('popstate', wentInHistory);
  };
}

export function usePlace(): Place {
  return useSyncExternalStore(subscribe, () => place);
}

/** Goes to an address of the dashboard; `replace` leaves no step to go back to. */
export function goTo(address: string, how: 'push' | 'replace' = 'push'): void {
  const isElsewhere = new URL(address, location.href).pathname !== place.path;
  if (isElsewhere && asksBeforeLeaving(() => goTo(address, how))) return;
  if (how === 'push') history.pushState(null, '', address);
  else history.replaceState(null, '', address);
  changed();
}

/** A value kept in the address, so that it survives a reload and can be sent to somebody. */
export function useSearchValue(name: string): [string, (value: string) => void] {
  const { path, search } = usePlace();
  const value = new URLSearchParams(search).get(name) ?? '';
  const set = (next: string) => {
    const all = new URLSearchParams(search);
    if (next === '') all.delete(name);
    else all.set(name, next);
    const text = all.toString();
    goTo(text === '' ? path : `${path}?${text}`, 'replace');
  };
  return [value, set];
}
