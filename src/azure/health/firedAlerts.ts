import { z } from 'zod';
import { DependencyError } from '../../domain/errors.ts';
import type { FiredAlert } from '../../domain/health/evaluateAlerts.ts';
import type { HealthGateway } from '../../ports/healthGateway.ts';
import { askFor, type Ask } from './asking.ts';

/** Alerts - Get All (learn.microsoft.com/rest/api/monitor/alertsmanagement/alerts/get-all). */
const API_VERSION = '2019-03-01';
/** The most that Azure gives at once. */
const PAGE = '250';
/** So many alerts of clusters are fired in no resource group; it bounds what a next link can do. */
const MOST_PAGES = 20;

const page = z.object({
  value: z.array(
    z.object({
      properties: z.object({
        essentials: z.object({
          severity: z.string(),
          monitorCondition: z.string(),
          targetResource: z.string().nullish(),
          alertRule: z.string().nullish(),
          startDateTime: z.string(),
        }),
      }),
    }),
  ),
  nextLink: z.string().nullish(),
});

export function firedAlerts(ask: Ask, endpoint: string): HealthGateway['firedAlerts'] {
  return async (clusterResourceIds, span) => {
    const groups = new Set(clusterResourceIds.map((id) => id.toLowerCase().split('/providers/')[0] ?? ''));
    const parameters = new URLSearchParams({
      'api-version': API_VERSION,
      targetResourceType: 'microsoft.containerservice/managedclusters',
      monitorCondition: 'Fired',
      timeRange: span,
      pageCount: PAGE,
    });
    const found: FiredAlert[] = [];
    for (const group of groups) {
      let url: string | undefined =
        `${endpoint}${group}/providers/Microsoft.AlertsManagement/alerts?${parameters.toString()}`;
      for (let count = 0; url !== undefined; count += 1) {
        if (count === MOST_PAGES)
          throw new DependencyError('TooManyAlerts', `More than ${count} pages.`, 200);
        const { value, nextLink }: z.infer<typeof page> = await askFor(ask, 'List alerts', { url }, page);
        found.push(...value.flatMap(alertOf));
        url = nextLink ?? undefined;
        if (url?.startsWith(`${endpoint}/`) === false)
          throw new DependencyError('ForeignLink', `Alerts go on at another host: ${url.slice(0, 100)}`, 200);
      }
    }
    return found;
  };
}

function alertOf({ properties: { essentials } }: z.infer<typeof page>['value'][number]): FiredAlert[] {
  const { severity, monitorCondition, targetResource, alertRule, startDateTime } = essentials;
  if (monitorCondition !== 'Fired') return [];
  const rule = (alertRule ?? '').split('/').at(-1) ?? '';
  return [{ clusterResourceId: targetResource ?? '', rule, severity, startedAt: startDateTime }];
}
