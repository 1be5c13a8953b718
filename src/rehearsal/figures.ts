/** The smallest of the values that so many in a hundred do not pass; NaN of none. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}

interface Span {
  readonly startedAt: string;
  readonly endedAt?: string | undefined;
}

/** Most spans that overlap; one that ends when another begins does not, one without an end goes on. */
export function mostAtOnce(spans: readonly Span[]): number {
  const changes = spans
    .flatMap(({ startedAt, endedAt }) => [
      { at: Date.parse(startedAt), by: 1 },
      ...(endedAt === undefined ? [] : [{ at: Date.parse(endedAt), by: -1 }]),
    ])
    .toSorted((one, other) => one.at - other.at || one.by - other.by);
  let now = 0;
  let most = 0;
  for (const { by } of changes) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}
