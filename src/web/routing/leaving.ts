import { useEffect, useState, useSyncExternalStore } from 'react';

/** Forms with something in them that is not saved. */
const unsaved = new Set<symbol>();
let asked: (() => void) | undefined;
const listeners = new Set<() => void>();

function tell(next: (() => void) | undefined): void {
  asked = next;
  for (const listener of listeners) listener();
}

/** True when the viewer is asked first; `leave` is what happens when they want to all the same. */
export function asksBeforeLeaving(leave: () => void): boolean {
  if (unsaved.size === 0) return false;
  tell(leave);
  return true;
}

export interface LeaveQuestion {
  readonly leave: () => void;
  readonly stay: () => void;
}

/** The question that is open, if one is. */
export function useLeaveQuestion(): LeaveQuestion | undefined {
  const wanted = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => asked,
  );
  if (!wanted) return undefined;
  return {
    leave: () => {
      unsaved.clear();
      tell(undefined);
      wanted();
    },
    stay: () => tell(undefined),
  };
}

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** While `dirty`, leaving the page asks first. Call the answer when all is saved, before going on. */
export function useUnsaved(dirty: boolean): () => void {
  const [form] = useState(() => Symbol('form'));
  useEffect(() => {
    if (!dirty) return undefined;
    unsaved.add(form);
    addEventListener('beforeunload', warn);
    return () => {
      unsaved.delete(form);
      removeEventListener('beforeunload', warn);
    };
  }, [dirty, form]);
  return () => {
    unsaved.delete(form);
    removeEventListener('beforeunload', warn);
  };
}
