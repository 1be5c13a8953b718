import pLimit from 'p-limit';
import { z } from 'zod';
import { subscriptionOf } from '../../domain/fleet/inventory.ts';
import type { MetricQuery, MetricSeries } from '../../domain/health/metricSeries.ts';
import type { HealthGateway, MeteredCluster } from '../../ports/healthGateway.ts';
import { askFor, type Ask } from './asking.ts';

// Metrics Batch - Batch, of the metrics data plane
// (learn.microsoft.com/rest/api/monitor/metrics-batch, "How to migrate from the metrics API to the getBatch API").

const API_VERSION = '2023-10-01';
/** Of one subscription, region and type. */
const MOST_IN_BATCH = 50;
const BATCHES_AT_ONCE = 4;

const named = z.object({ value: z.string() });
const number = z.number().nullish();
const answer = z.object({
  values: z.array(
    z.object({
      resourceid: z.string(),
      value: z.array(
        z.object({
          name: named,
          timeseries: z
            .array(
              z.object({
                metadatavalues: z.array(z.object({ name: named, value: z.string() })).nullish(),
                data: z.array(
                  z.object({ timeStamp: z.string(), average: number, total: number, maximum: number }),
                ),
              }),
            )
            .nullish(),
        }),
      ),
    }),
  ),
});
type Answer = z.infer<typeof answer>;

/** `hostUrl` gives the base of the URLs of a host. */
export function metricBatches(ask: Ask, hostUrl: (host: string) => string): HealthGateway['metrics'] {
  return async (clusters, query) => {
    const limit = pLimit(BATCHES_AT_ONCE);
    const answers = await Promise.all(
      batchesOf(clusters).map((batch) => limit(() => sendBatch(batch, query))),
    );
    return answers.flatMap((each) => seriesOf(each, query));
  };

  function sendBatch({ subscriptionId, location, ids }: Batch, query: MetricQuery): Promise<Answer> {
    const parameters = new URLSearchParams({
      'api-version': API_VERSION,
      metricnamespace: 'Microsoft.ContainerService/managedClusters',
      metricnames: query.metrics.join(','),
      starttime: query.from,
      endtime: query.to,
      interval: `PT${query.grainInMinutes}M`,
      aggregation: query.aggregation,
      ...(query.filter !== undefined && { filter: query.filter }),
    });
    const base = hostUrl(`${location}.metrics.monitor.azure.com`);
    const url = `${base}/subscriptions/${subscriptionId}/metrics:getBatch?${parameters.toString()}`;
    return askFor(
      ask,

      `Read metrics of clusters in ${location}`,
      { url, body: { json: { resourceids: ids } } },
      answer,
    );
  }
}

interface Batch {
  readonly subscriptionId: string;
  readonly location: string;
  readonly ids: readonly string[];
}

function batchesOf(clusters: readonly MeteredCluster[]): Batch[] {
  // A region becomes a host's name, and AKS may write it with spaces and capitals.
  const places = clusters.map(({ clusterResourceId, location }) => ({
    id: clusterResourceId,
    subscriptionId: subscriptionOf(clusterResourceId).toLowerCase(),
    location: location.toLowerCase().replaceAll(/[^a-z0-9]/g, ''),
  }));
  const groups = Map.groupBy(places, ({ subscriptionId, location }) => `${subscriptionId}/${location}`);
  return [...groups.values()].flatMap((group) => {
    const batches: Batch[] = [];
    for (let at = 0; at < group.length; at += MOST_IN_BATCH) {
      const part = group.slice(at, at + MOST_IN_BATCH);
      const [first] = part;
      if (first) batches.push({ ...first, ids: part.map(({ id }) => id) });
    }
    return batches;
  });
}

function seriesOf({ values }: Answer, { aggregation }: MetricQuery): MetricSeries[] {
  return values.flatMap(({ resourceid, value }) =>
    value.flatMap(({ name, timeseries }) =>
      (timeseries ?? []).map(({ metadatavalues, data }) => ({
        clusterResourceId: resourceid,
        metric: name.value,
        dimensions: Object.fromEntries(
          (metadatavalues ?? []).map((each) => [each.name.value.toLowerCase(), each.value]),
        ),
        // A minute without a point is in the answer too, without a value.
        points: data.flatMap((point) => {
          const found = point[aggregation] ?? undefined;
          return found === undefined ? [] : [{ time: point.timeStamp, value: found }];
        }),
      })),
    ),
  );
}
