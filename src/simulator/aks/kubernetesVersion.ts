/** Below zero when `a` is older. A version without a patch stands for its first. */
export function compareKubernetes(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  return left.major - right.major || left.minor - right.minor || left.patch - right.patch;
}

/** How many minor versions `to` is ahead of `from`. */
export function minorsAhead(from: string, to: string): number {
  return numbersOf(to).minor - numbersOf(from).minor;
}

/** The patch version that a target means among those on offer: itself, or the newest patch of a bare minor. */
export function offeredVersion(target: string, offered: readonly string[]): string | undefined {
  const wanted = target.replace(/^v/i, '');
  if (/^\d+\.\d+\.\d+$/.test(wanted)) return offered.find((version) => version === wanted);
  return offered
    .filter((version) => version.startsWith(`${wanted}.`))
    .sort(compareKubernetes)
    .at(-1);
}

/** Whether a cluster at `current` needs nothing to be at `target`. */
export function isAtOrAhead(current: string, target: string): boolean {
  const wanted = target.replace(/^v/i, '');
  const comparable = wanted.split('.').length === 2 ? current.split('.').slice(0, 2).join('.') : current;
  return compareKubernetes(comparable, wanted) >= 0;
}

function numbersOf(version: string): { major: number; minor: number; patch: number } {
  const [major = 0, minor = 0, patch = 0] = version.replace(/^v/i, '').split('.').map(Number);
  return { major, minor, patch };
}
