import { z } from 'zod';
import type { Cluster } from '../state/clusterState.ts';
import { badRequest } from './armError.ts';
import type { ArmCall, ArmResponse } from './armCall.ts';
import { CLUSTER, findCluster } from './managedClusters.ts';
import { pointsOf } from './metricPoints.ts';
import type { Route } from './route.ts';

const GROUP = '/subscriptions/{subscription}/resourceGroups/{resourceGroup}';

/**
 * What Azure tells of the health of clusters. The hosts of Azure Monitor itself, which are none of ARM's, are the first
 * segment of the path here.
 */
export const monitorRoutes: readonly Route[] = [
  {
    operation: 'availabilityStatuses.get',
    method: 'GET',
    path: `${CLUSTER}/providers/Microsoft.ResourceHealth/availabilityStatuses/current`,
    answer: availability,
  },
  {
    operation: 'alerts.list',
    method: 'GET',
    path: `${GROUP}/providers/Microsoft.AlertsManagement/alerts`,
    answer: alerts,
  },
  {
    operation: 'metrics.getBatch',
    method: 'POST',
    path: '/{host}/subscriptions/{subscription}/metrics:getBatch',
    answer: metrics,
  },
  {
    operation: 'prometheus.query',
    method: 'POST',
    path: '/{host}/api/v1/query',
    isForeign: true,
    answer: prometheus,
  },
];

function availability(call: ArmCall): ArmResponse {
  const cluster = findCluster(call);
  const { unwell } = cluster.health ?? {};
  const availabilityState = unwell?.availability ?? 'Available';
  const time = new Date(unwell?.since ?? call.world.now).toISOString();
  return {
    status: 200,
    json: JSON.stringify({
      id: `${cluster.id}/providers/Microsoft.ResourceHealth/availabilityStatuses/current`,
      name: 'current',
      type: 'Microsoft.ResourceHealth/AvailabilityStatuses',
      location: cluster.location,
      properties: {
        availabilityState,
        title: availabilityState,
        summary: availabilityState === 'Available' ? 'There are no known problems.' : 'Nodes are not ready.',
        reasonType: '',
        occuredTime: time,
        reasonChronicity: 'Persistent',
        reportedTime: call.world.timestamp(),
      },
    }),
  };
}

const SPANS: Readonly<Record<string, number>> = { '1h': 1, '1d': 24, '7d': 168, '30d': 720 };

function alerts(call: ArmCall): ArmResponse {
  const { query } = call.request;
  const hours = SPANS[query.get('timeRange') ?? '1d'];
  if (hours === undefined) throw badRequest('timeRange must be 1h, 1d, 7d or 30d.', 'InvalidParameter');
  const prefix = `${call.scope()}/`.toLowerCase();
  const from = call.world.now - hours * 3_600_000;
  const clusters = [...call.world.clusters.all()].filter(({ id }) => id.toLowerCase().startsWith(prefix));
  const fired = clusters.flatMap((cluster) =>
    (cluster.health?.fired ?? [])
      .filter(({ at }) => Date.parse(at) >= from)
      .map((alert, index) => ({ id: `${cluster.id}/${alert.at}/${index}`, cluster, alert })),
  );
  return call.list(fired, ({ id, cluster, alert }) =>
    JSON.stringify({
      id,
      type: 'Microsoft.AlertsManagement/alerts',
      name: alert.rule,
      properties: {
        essentials: {
          severity: alert.severity,
          signalType: 'Metric',
          alertState: 'New',
          monitorCondition: 'Fired',
          monitorService: 'Platform',
          targetResource: cluster.id.toLowerCase(),
          targetResourceType: 'microsoft.containerservice/managedclusters',
          alertRule: `${prefix}metricAlerts/${alert.rule}`,
          startDateTime: alert.at,
        },
      },
    }),
  );
}

const MOST_IN_BATCH = 50;
const batch = z.object({ resourceids: z.array(z.string()).min(1) });
const asked = z.object({
  metricnamespace: z.literal('Microsoft.ContainerService/managedClusters'),
  metricnames: z.string().min(1),
  starttime: z.iso.datetime(),
  endtime: z.iso.datetime(),
  interval: z.enum(['PT1M', 'PT5M']),
  aggregation: z.enum(['total', 'average', 'maximum']),
  filter: z.string().optional(),
});

function metrics(call: ArmCall): ArmResponse {
  const parsed = asked.safeParse(Object.fromEntries(call.request.query));
  const { resourceids } = call.body(batch);
  if (!parsed.success) throw badRequest(parsed.error.issues[0]?.message ?? '', 'BadRequest');
  if (resourceids.length > MOST_IN_BATCH) throw badRequest('At most 50 resources.', 'TooManyResources');
  const region = call.parameter('host').split('.')[0];
  const clusters = resourceids.map((id): Cluster => {
    const cluster = call.world.clusters.get(id);
    if (!cluster || cluster.location.toLowerCase() !== region)
      throw badRequest(`${id} is not in this region.`, 'BadRequest');
    return cluster;
  });
  const { metricnames, starttime, endtime, interval, aggregation, filter } = parsed.data;
  const names = metricnames.split(',');
  const span = { from: Date.parse(starttime), to: Date.parse(endtime), minutes: interval === 'PT5M' ? 5 : 1 };
  const values = clusters.map((cluster) => ({
    starttime,
    endtime,
    interval,
    namespace: parsed.data.metricnamespace,
    resourceregion: region,
    resourceid: cluster.id,
    value: names.map((name) => ({
      name: { value: name, localizedValue: name },
      timeseries: pointsOf(cluster, name, { ...span, now: call.world.now, filter }).map(
        ({ dimension, data }) => ({
          metadatavalues:
            dimension === undefined ? [] : [{ name: { value: dimension[0] }, value: dimension[1] }],
          data: data.map(({ time, value }) => ({
            timeStamp: new Date(time).toISOString(),
            ...(value !== undefined && { [aggregation]: value }),
          })),
        }),
      ),
      errorCode: 'Success',
    })),
  }));
  return { status: 200, json: JSON.stringify({ values }) };
}

/** No PromQL: of each cluster that the query names, how many nodes are not ready; nothing of a silent one. */
function prometheus(call: ArmCall): ArmResponse {
  const query = new URLSearchParams(call.request.body).get('query') ?? '';
  const result = [...call.world.clusters.all()]
    .filter(({ name, health }) => query.includes(name) && health?.unwell?.silent !== true)
    .map(({ name, health }) => ({
      metric: { cluster: name },
      value: [call.world.now / 1000, String(health?.unwell?.nodesNotReady ?? 0)],
    }));
  return { status: 200, json: JSON.stringify({ status: 'success', data: { resultType: 'vector', result } }) };
}
