import { z } from 'zod';
import type { Immutable } from '../immutable.ts';

/** What the default profile of metrics watches (docs/health.md); without `rules` a check holds all of them. */
export const METRIC_RULES = [
  'NodesReady',
  'PodsReady',
  'ApiServerLoad',
  'EtcdSize',
  'PodsScheduled',
] as const;

/** Azure's severities of alerts, the gravest first. */
export const SEVERITIES = ['Sev0', 'Sev1', 'Sev2', 'Sev3', 'Sev4'] as const;

/** Shown in evidence and messages: of two checks of one type it tells which is meant. */
const named = { name: z.string().trim().min(1).max(50).exactOptional() };

/** A comparison with a number: `< 0.01`. */
const condition = z
  .string()
  .regex(
    /^(?:<=|>=|==|!=|<|>)\s*-?\d+(?:\.\d+)?(?:e-?\d+)?$/i,
    'must compare with a number, such as "< 0.01"',
  );

/**
 * Where a workspace answers queries. The app sends its token there, so it goes to Azure's own hosts only
 * (prometheus-api-promql, "Query endpoint").
 */
const queryEndpoint = z
  .string()
  .regex(
    /^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)?\.prometheus\.monitor\.azure\.(?:com|us|cn)\/?$/i,
    'must be the query endpoint of an Azure Monitor workspace: https://….prometheus.monitor.azure.com',
  );

const MOST_STATUS = 599;

/** A question about the health of the clusters that were updated; nothing is installed in them. */
export const healthCheckSchema = z.discriminatedUnion('type', [
  /** AKS itself: provisioning Succeeded, power Running, versions are the lock's. */
  z.strictObject({ type: z.literal('Clusters'), ...named }),
  z.strictObject({
    type: z.literal('Metrics'),
    ...named,
    rules: z.array(z.enum(METRIC_RULES)).min(1, 'must name at least one rule').exactOptional(),
  }),
  z.strictObject({ type: z.literal('ResourceHealth'), ...named }),
  z.strictObject({
    type: z.literal('Alerts'),
    ...named,
    /** Alerts from Sev0 up to this number count; all of them when absent. */
    maximumSeverity: z.enum(SEVERITIES).exactOptional(),
  }),
  z.strictObject({
    type: z.literal('Prometheus'),
    ...named,
    endpoint: queryEndpoint,
    /** PromQL; `$clusters` stands for the names of the clusters, joined by `|`. */
    query: z.string().trim().min(1).max(4_000),
    /** Of every series of the answer. */
    successCondition: condition.exactOptional(),
    /** Of any series of the answer. */
    failureCondition: condition.exactOptional(),
  }),
  z.strictObject({
    type: z.literal('Http'),
    ...named,
    /** Its host must be in the setting HEALTH_CHECK_HOSTS. */
    url: z.url({ protocol: /^https$/, error: 'must be an https URL' }).max(2_000),
    /** 200 when absent. */
    expectedStatus: z.int().min(200).max(MOST_STATUS).exactOptional(),
  }),
]);

export type HealthCheck = Immutable<z.infer<typeof healthCheckSchema>>;

/** The same as it is put. What is stored has no such refinement: rows are read loosely. */
export const healthCheckBody = healthCheckSchema
  .refine(
    (check) =>
      check.type !== 'Prometheus' || (check.successCondition ?? check.failureCondition) !== undefined,
    {
      path: ['successCondition'],
      message: 'must be given, or failureCondition: without either nothing is ever healthy',
    },
  )
  .refine((check) => check.type !== 'Http' || !hasCredentials(check.url), {
    path: ['url'],
    message: 'must have neither user nor password: everybody with the role Reader sees it',
  });

function hasCredentials(url: string): boolean {
  // Asked also of what is no URL: each of its faults is said, and one of them is that.
  if (!URL.canParse(url)) return false;
  const { username, password } = new URL(url);
  return username !== '' || password !== '';
}
