import { resultOf, type CheckResult, type Finding } from './evaluation.ts';
import type { SEVERITIES } from './healthCheck.ts';
import type { HealthSubject } from './subject.ts';

interface AlertsCheck {
  readonly type: 'Alerts';
  readonly name?: string;
  readonly maximumSeverity?: (typeof SEVERITIES)[number];
}

/** An alert of Azure Monitor that is fired now. */
export interface FiredAlert {
  readonly clusterResourceId: string;
  readonly rule: string;
  /** `Sev0` to `Sev4`. */
  readonly severity: string;
  /** When it fired. */
  readonly startedAt: string;
}

/** Alerts that fired after the stage began and are fired still; who acknowledged or closed one changes nothing. */
export function evaluateAlerts(
  check: AlertsCheck,
  { clusters, since }: HealthSubject,
  alerts: readonly FiredAlert[],
): CheckResult {
  const { maximumSeverity = 'Sev4' } = check;
  const names = new Map(
    clusters.map(({ name, clusterResourceId }) => [clusterResourceId.toLowerCase(), name]),
  );
  const found = alerts.flatMap((alert): Finding[] => {
    const cluster = names.get(alert.clusterResourceId.toLowerCase());
    const counts = alert.severity <= maximumSeverity && Date.parse(alert.startedAt) >= Date.parse(since);
    if (cluster === undefined || !counts) return [];
    const rule = `none up to ${maximumSeverity} since ${since}`;
    return [
      { outcome: 'Failed', evidence: { cluster, what: `alert ${alert.rule}`, value: alert.severity, rule } },
    ];
  });
  const healthy = `No alert up to ${maximumSeverity} since the stage began`;
  const none: Finding = { outcome: 'Successful', evidence: { what: 'alerts' } };
  return resultOf(check, found.length === 0 ? [none] : found, healthy);
}

const HOUR_MS = 3_600_000;

/** How far back to ask for alerts that fired since; Azure knows no other spans, and keeps none for longer. */
export function alertSpan(since: string, now: string): '1h' | '1d' | '7d' | '30d' {
  const hours = (Date.parse(now) - Date.parse(since)) / HOUR_MS;
  if (hours < 1) return '1h';
  if (hours < 24) return '1d';
  return hours < 7 * 24 ? '7d' : '30d';
}
