import { parseKubernetesVersion } from './kubernetesVersion.ts';

/**
 * The months at whose end AKS's support of a minor version ends, by support plan: no API tells it. 1.34 and later, and the
 * standard end of 1.33, are those of AKS's documents (supported-kubernetes-versions, read in October 2026). The others
 * follow from its rule, one year after general availability and two with long-term support: compare them with the
 * documents before you rely on them. A line more with each minor version.
 */
const CALENDAR: Readonly<Record<string, { readonly standard: string; readonly longTerm: string }>> = {
  '1.31': { standard: '2025-11', longTerm: '2026-11' },
  '1.32': { standard: '2026-03', longTerm: '2027-03' },
  '1.33': { standard: '2026-06', longTerm: '2027-06' },
  '1.34': { standard: '2026-11', longTerm: '2027-11' },
  '1.35': { standard: '2027-03', longTerm: '2028-03' },
  '1.36': { standard: '2027-06', longTerm: '2028-06' },
  '1.37': { standard: '2027-10', longTerm: '2028-10' },
};

/** The last day of support for a cluster of that version and plan, `2026-11-30`; undefined where it is not known. */
export function endOfSupport(version: string, supportPlan: string | undefined): string | undefined {
  const release = parseKubernetesVersion(version)?.release;
  const known = release && CALENDAR[`${release.major}.${release.minor}`];
  if (!known) return undefined;
  const month = supportPlan?.toLowerCase() === 'akslongtermsupport' ? known.longTerm : known.standard;
  const next = new Date(`${month}-01T00:00:00Z`);
  next.setUTCMonth(next.getUTCMonth() + 1, 0);
  return next.toISOString().slice(0, 10);
}
