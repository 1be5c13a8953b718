import { useCallback, useMemo, useState } from 'react';
import { ApiProblem, type FieldError } from '../api/problem.ts';
import type { FormTrouble } from './formTrouble.ts';

const NONE: readonly FieldError[] = [];

/** What is wrong with a form: where the app refused it, and whether the viewer tried to save. */
export function useFormTrouble(error: unknown): {
  readonly form: FormTrouble;
  readonly setTried: () => void;
} {
  const [tried, setTried] = useState(false);
  // A state: a field that comes in sight later, in a dialog, takes over what was said where it was nearest before.
  const [fields, setFields] = useState<ReadonlyMap<string, string>>(new Map());
  const setField = useCallback((id: string, pointer: string | undefined) => {
    setFields((before) => {
      const after = new Map(before);
      if (pointer === undefined) after.delete(id);
      else after.set(id, pointer);
      return after;
    });
  }, []);
  const refusals = error instanceof ApiProblem ? error.errors : NONE;
  const form = useMemo(() => ({ tried, refusals, fields, setField }), [tried, refusals, fields, setField]);
  return { form, setTried: () => setTried(true) };
}
