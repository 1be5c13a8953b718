import { DependencyError } from '../domain/errors.ts';

/** What one check came to, in a line. */
export type Finding =
  | { readonly check: string; readonly ok: true; readonly detail: string }
  | { readonly check: string; readonly ok: false; readonly detail: string; readonly remedy: string };

export function fine(check: string, detail: string): Finding {
  return { check, ok: true, detail };
}

export function missing(check: string, detail: string, remedy: string): Finding {
  return { check, ok: false, detail, remedy };
}

/** What to do about the ways in which Azure says no. */
export interface Remedies {
  readonly forbidden: string;
  readonly silent: string;
}

/** Runs a check of Azure; what Azure refuses is a finding, a fault of our own is thrown. */
export async function examined(
  check: string,
  remedies: Remedies,
  examine: () => Promise<Finding | readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return [await examine()].flat();
  } catch (error) {
    if (!(error instanceof DependencyError)) throw error;
    return [missing(check, firstLine(error.message), remedyFor(error, remedies))];
  }
}

function remedyFor({ code, status }: DependencyError, { forbidden, silent }: Remedies): string {
  if (code === 'NoToken' || status === 401) return 'Sign in with az login, to the tenant of the subscription';
  if (status === 403) return forbidden;
  if (status === 404) return 'Check the id, and that you may see the subscription';
  return silent;
}

/** A finding is one line; what follows in an error are ids and times of the request. */
function firstLine(text: string): string {
  return text.split('\n', 1).join('');
}
