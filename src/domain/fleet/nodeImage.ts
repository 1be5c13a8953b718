import type { Standing } from './kubernetesVersion.ts';

/** A node image name, taken apart: `AKSUbuntu-2204gen2containerd-202508.06.0` is family and version. */
export interface NodeImage {
  readonly family: string;
  /** The name as AKS says it. */
  readonly fullName: string;
  /** What orders the images of one family: the version's numbers, then those of a security patch's date. */
  readonly order: readonly number[];
}

/**
 * Versions as AKS has used them: `202508.06.0` (Linux), `2022.09.22` (Linux until early 2023) and
 * `20348.3207.250214` (Windows: build and date). A node's label may append the date of a security patch.
 */
const PATTERN =
  /^(?<family>.+?)-(?<version>\d{6}\.\d{2}\.\d+|\d{4}\.\d{2}\.\d{2}|\d{5}\.\d+\.\d{6})(?:-(?<patch>\d{4}\.\d{2}\.\d{2}))?$/;

/** Undefined for a name that is not built as AKS builds them: nothing is known of such an image. */
export function parseNodeImage(fullName: string): NodeImage | undefined {
  const { family, version, patch } = PATTERN.exec(fullName)?.groups ?? {};
  if (family === undefined || version === undefined) return undefined;
  return { family, fullName, order: [...versionOrder(version), ...versionOrder(patch ?? '0.0.0')] };
}

/** Year and month become one number in both Linux styles, so that old and new sort by date. */
function versionOrder(version: string): number[] {
  return version
    .replace(/^(\d{4})\.(\d{2})\.(\d{2})$/, '$1$2.$3.0')
    .split('.')
    .map(Number);
}

const DAY_MS = 86_400_000;

/**
 * Days from the date in the image's name to a day. `202508.06.0` and `2022.09.22` say year, month and day, Windows'
 * `20348.3207.250214` in its last part; undefined where no date stands there.
 */
export function imageAge({ fullName }: NodeImage, today: string): number | undefined {
  const { version = '', patch } = PATTERN.exec(fullName)?.groups ?? {};
  const [, year, month, day] =
    /^(\d{4})\.?(\d{2})\.(\d{2})/.exec(patch ?? (/^\d{5}\./.test(version) ? '' : version)) ??
    /^\d{5}\.\d+\.(\d{2})(\d{2})(\d{2})$/.exec(version) ??
    [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = Date.parse(`${year.padStart(4, '20')}-${month}-${day}T00:00:00Z`);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.floor((Date.parse(today) - date) / DAY_MS));
}

/** Negative when the first is older; undefined between two families, whose versions say nothing of each other. */
export function compareNodeImages(one: NodeImage, other: NodeImage): number | undefined {
  return one.family === other.family ? compareOrder(one, other) : undefined;
}

/** How the image a pool has stands to its target; undefined between two families. */
export function imageStanding(current: NodeImage, target: NodeImage): Standing | undefined {
  const order = compareNodeImages(current, target);
  if (order === undefined) return undefined;
  if (order === 0) return 'At';
  return order < 0 ? 'Behind' : 'Ahead';
}

/** Of each family the newest of the images, or the oldest; by family name. */
export function onePerFamily(
  images: Iterable<NodeImage>,
  choice: 'newest' | 'oldest',
): ReadonlyMap<string, NodeImage> {
  const chosen = new Map<string, NodeImage>();
  for (const image of images) {
    const best = chosen.get(image.family);
    const order = best === undefined ? 1 : compareOrder(image, best) * (choice === 'newest' ? 1 : -1);
    if (order > 0) chosen.set(image.family, image);
  }
  return new Map([...chosen].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function compareOrder(one: NodeImage, other: NodeImage): number {
  const differing = one.order.findIndex((part, index) => part !== other.order[index]);
  return differing < 0 ? 0 : (one.order[differing] ?? 0) - (other.order[differing] ?? 0);
}
