import { timingSafeEqual } from 'node:crypto';
import type { HttpCall } from './server.ts';

/**
 * Keys of the host. Functions makes them itself and keeps them beside the app; here they are given.
 * https://learn.microsoft.com/azure/azure-functions/function-keys-how-to
 */
export interface HostKeys {
  /** `_master`: opens everything, the administration too. */
  readonly master: string;
  /** The host's default key: opens functions of level `function`. */
  readonly function: string;
  /** Of extensions, for their own addresses below `/runtime/webhooks`, such as `eventgrid_extension`. */
  readonly system: Readonly<Record<string, string>>;
}

export type AuthLevel = 'anonymous' | 'function' | 'admin';

/**
 * Whether a request may call what has this level: by the header `x-functions-key` or `code` in the query. Without
 * keys nobody is asked for one, as with the Core Tools.
 */
export function opens(keys: HostKeys | undefined, level: AuthLevel, call: HttpCall): boolean {
  if (!keys || level === 'anonymous') return true;
  const accepted = level === 'admin' ? [keys.master] : [keys.function, keys.master];
  return isOneOf(accepted, call);
}

/** Whether a request may call an extension's own address, by that extension's system key or the master key. */
export function opensExtension(keys: HostKeys | undefined, systemKey: string, call: HttpCall): boolean {
  if (!keys) return true;
  const key = keys.system[systemKey];
  return isOneOf(key === undefined ? [keys.master] : [key, keys.master], call);
}

function isOneOf(accepted: readonly string[], { headers, url }: HttpCall): boolean {
  const given = headers['x-functions-key'] ?? url.searchParams.get('code');
  if (given === null) return false;
  return accepted.some((key) => isSame(Buffer.from(key), Buffer.from(given)));
}

function isSame(key: Buffer, given: Buffer): boolean {
  return key.byteLength === given.byteLength && timingSafeEqual(key, given);
}
