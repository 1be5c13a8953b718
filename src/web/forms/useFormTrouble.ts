import { useMemo, useState } from 'react';
import { ApiProblem, type FieldError } from '../api/problem.ts';
import type { FormTrouble } from './formTrouble.ts';

const NONE: readonly FieldError[] = [];

/** What is wrong with a form: where the app refused it, and whether the viewer tried to save. */
export function useFormTrouble(error: unknown): {
  readonly form: FormTrouble;
  readonly setTried: () => void;
} {
  const [tried, setTried] = useState(false);
  const [fields] = useState(() => new Map<string, string>());
  const refusals = error instanceof ApiProblem ? error.errors : NONE;
  const form = useMemo(() => ({ tried, refusals, fields }), [tried, refusals, fields]);
  return { form, setTried: () => setTried(true) };
}
