import type { Member, RegionVersions } from '../api/types.ts';

const order = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true });
const LONG_TERM = 'AKSLongTermSupport';

/** What regions offer, previews left out, newest first; a minor stands before its patches, for the newest of them. */
export function pickableVersions(regions: readonly RegionVersions[]): string[] {
  const offered = new Set(regions.flatMap((region) => versionsIn(region)));
  const newestFirst = [...offered].toSorted((a, b) => order(b, a));
  return [...new Set(newestFirst.flatMap((version) => [minorOf(version), version]))];
}

export interface Reach {
  /** The patch that a minor stands for in all regions; undefined where there is none, or a patch was asked for. */
  readonly patch?: string | undefined;
  /** Regions that were asked and do not offer it. */
  readonly without: readonly string[];
  /** Offered to clusters with long-term support only. */
  readonly isLongTermOnly: boolean;
  /** Members that it brings forward, at most one minor version. */
  readonly members: readonly Member[];
}

/** What choosing a version would mean; undefined while nothing is known of regions, or it is no version. */
export function reachOf(
  version: string,
  regions: readonly RegionVersions[],
  members: readonly Member[],
): Reach | undefined {
  const asked = regions.filter(({ asOf }) => asOf !== undefined);
  if (asked.length === 0 || !/^\d+\.\d+(\.\d+)?$/.test(version)) return undefined;
  const isMinor = version.split('.').length === 2;
  const patch = isMinor ? commonPatch(version, asked) : undefined;
  const target = patch ?? version;
  const has = (all: readonly string[]) =>
    isMinor && patch === undefined ? all.some((each) => minorOf(each) === version) : all.includes(target);
  return {
    patch,
    without: asked.filter((region) => !has(versionsIn(region))).map(({ location }) => location),
    isLongTermOnly:
      asked.some((region) => has(versionsIn(region))) &&
      !asked.some((region) => has(versionsIn(region, (plan) => plan !== LONG_TERM))),
    members: members.filter(({ kubernetesVersion }) => isBroughtTo(kubernetesVersion, target)),
  };
}

/** In words, under the field. */
export function reachText({ patch, without, isLongTermOnly, members }: Reach): string {
  return [
    patch === undefined ? '' : `Means ${patch} now.`,
    `Brings ${members.length} ${members.length === 1 ? 'member' : 'members'} forward${named(members)}.`,
    without.length === 0 ? '' : `Not offered in ${without.join(', ')}.`,
    isLongTermOnly ? 'For clusters with long-term support only.' : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

const MOST_NAMED = 4;

function named(members: readonly Member[]): string {
  if (members.length === 0) return '';
  const names = members.slice(0, MOST_NAMED).map(({ fleet, name }) => `${fleet}/${name}`);
  const more = members.length - names.length;
  return `: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const minorOf = (version: string) => version.split('.').slice(0, 2).join('.');

function versionsIn(
  { supportPlans }: RegionVersions,
  isPlan: (name: string) => boolean = () => true,
): string[] {
  return supportPlans
    .filter(({ name }) => isPlan(name))
    .flatMap(({ versions }) => versions.filter(({ isPreview }) => !isPreview).map(({ version }) => version));
}

function commonPatch(minor: string, regions: readonly RegionVersions[]): string | undefined {
  const [first = [], ...others] = regions.map((region) => versionsIn(region));
  return first
    .filter((version) => minorOf(version) === minor && others.every((all) => all.includes(version)))
    .toSorted(order)
    .at(-1);
}

function isBroughtTo(running: string | undefined, target: string): boolean {
  if (running === undefined || order(running, target) >= 0) return false;
  const [major, minor = 0] = running.split('.').map(Number);
  const [toMajor, toMinor = 0, toPatch] = target.split('.').map(Number);
  if (toPatch === undefined && minor === toMinor) return false;
  return major === toMajor && toMinor - minor <= 1;
}
