import { z } from 'zod';

/**
 * The keys of a catalogue, to be read in the API's description, and any other string: a row of another release keeps
 * what that one wrote.
 */
export function openEnum(catalogue: Readonly<Record<string, unknown>>) {
  return z.union([z.enum(Object.keys(catalogue)), z.string()]);
}
