export interface NodeImage {
  /** For example `AKSUbuntu-2204gen2containerd`. */
  readonly family: string;
  /** For example `202508.06.0`, or of Windows `20348.3207.250214`. */
  readonly version: string;
}

const VERSION = /^(.+?)-(\d{6}\.\d{2}\.\d+|\d{4}\.\d{2}\.\d{2}|\d{5}\.\d+\.\d{6})(?:-\d{4}\.\d{2}\.\d{2})?$/;

/** Undefined when the name follows none of AKS's patterns. */
export function parseNodeImage(name: string): NodeImage | undefined {
  const [, family, version] = VERSION.exec(name) ?? [];
  return family !== undefined && version !== undefined ? { family, version } : undefined;
}

/** Below zero when `a` is older; only for versions of one family. */
export function compareImageVersions(a: string, b: string): number {
  const [left, right] = [sortable(a), sortable(b)];
  for (const [index, part] of left.entries()) {
    const difference = part - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Old Linux versions (2022.09.22) are written with the month apart, new ones (202508.06.0) without. */
function sortable(version: string): number[] {
  return version
    .replace(/^(\d{4})\.(\d{2})\.(\d{2})$/, '$1$2.$3.0')
    .split('.')
    .map(Number);
}
