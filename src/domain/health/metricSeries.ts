/** A question to Azure Monitor about platform metrics of clusters. Times are ISO 8601 UTC. */
export interface MetricQuery {
  readonly metrics: readonly string[];
  readonly aggregation: 'total' | 'average' | 'maximum';
  /** Minutes that one point covers. */
  readonly grainInMinutes: 1 | 5;
  /** Splits by the dimensions that it names. */
  readonly filter?: string;
  readonly from: string;
  readonly to: string;
}

interface MetricPoint {
  /** When its grain begins. */
  readonly time: string;
  readonly value: number;
}

/** One line of a cluster's chart. */
export interface MetricSeries {
  readonly clusterResourceId: string;
  readonly metric: string;
  /** Names in lower case. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** Oldest first. */
  readonly points: readonly MetricPoint[];
}
