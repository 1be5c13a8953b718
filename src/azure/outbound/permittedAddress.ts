import ipaddr from 'ipaddr.js';

/**
 * Addresses that the world can reach and that are Azure's own all the same: the platform's resolver and health probes
 * (https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16).
 */
const PLATFORM = new Set(['168.63.129.16']);

/** All that is given out for the internet; the rest of IPv6 is local, mapped, translated or reserved. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Why nothing is sent to this address; undefined when it is a public one. `::ffff:10.0.0.1` is 10.0.0.1, and the
 * metadata of a machine (169.254.169.254) is link-local.
 */
export function addressProblem(text: string): string | undefined {
  if (!ipaddr.isValid(text)) return `${text} is no address`;
  const address = ipaddr.process(text);
  const range = address.range();
  if (PLATFORM.has(address.toString())) return `${text} is an address of the platform`;
  if (range !== 'unicast') return `${text} is not public (${range})`;
  if (address instanceof ipaddr.IPv6 && !address.match(GLOBAL_IPV6)) return `${text} is not public`;
  return undefined;
}
