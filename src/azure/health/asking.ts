import type { z } from 'zod';
import { DependencyError } from '../../domain/errors.ts';

/** What is asked of ARM or of Azure Monitor's own hosts: a POST when it has a body. */
export interface Question {
  readonly url: string;
  readonly body?: { readonly json: object } | { readonly form: Readonly<Record<string, string>> };
}

/** Gives the JSON of a success; anything else is a DependencyError. `operation` is for its words. */
export type Ask = (operation: string, question: Question) => Promise<unknown>;

/** An answer as it should be, or a DependencyError as if there were none. */
export async function askFor<T>(
  ask: Ask,
  operation: string,
  question: Question,
  schema: z.ZodType<T>,
): Promise<T> {
  const result = schema.safeParse(await ask(operation, question));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue ? ` ${issue.path.join('.')}: ${issue.message}` : '';
  throw new DependencyError('NoAnswer', `${operation}: the answer is not as it should be.${where}`, 0);
}
