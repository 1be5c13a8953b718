import { isIP } from 'node:net';
import { addressProblem } from './permittedAddress.ts';

/** Every address of a host. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** Where a request goes: the connection is made to these addresses and to no others. */
export interface PermittedTarget {
  readonly url: URL;
  readonly addresses: readonly string[];
}

/** The target, or why nothing is sent there. Throws what the resolver throws. */
export async function permittedTarget(
  text: string,
  privateHosts: ReadonlySet<string>,
  resolve: Resolve,
): Promise<PermittedTarget | string> {
  const url = URL.parse(text);
  if (!url) return 'The address is no URL.';
  if (url.protocol !== 'https:') return 'The address is not https.';
  if (url.username !== '' || url.password !== '') return 'The address has a user or password in it.';
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  // An address as a host is never resolved, so it is looked at here and not only what a resolver says.
  const addresses = isIP(host) === 0 ? await resolve(host) : [host];
  if (addresses.length === 0) return `${host} has no address.`;
  if (privateHosts.has(host)) return { url, addresses };
  const [problem] = addresses.flatMap((address) => addressProblem(address) ?? []);
  if (problem === undefined) return { url, addresses };
  return `${host} is not in OUTBOUND_PRIVATE_HOSTS, and ${problem}.`;
}
