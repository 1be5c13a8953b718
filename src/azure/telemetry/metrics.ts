import type { MeterProvider } from '@opentelemetry/api';
import { STATES } from '../../domain/run/states.ts';
import type { TelemetryEvent } from '../../domain/run/telemetry.ts';

/** Reports numbers: none has a run's or a member's name, of which there would be ever more. */
export function metricReporter(provider: MeterProvider): (event: TelemetryEvent) => void {
  const meter = provider.getMeter('fleet-updates');
  const seconds = { unit: 's', advice: { explicitBucketBoundaries: BUCKETS } };
  const unfinished = meter.createGauge('fleet_updates.runs', { description: 'Unfinished runs by state' });
  const ended = meter.createCounter('fleet_updates.runs.ended', {
    description: 'Attempts that ended, by state',
  });
  const duration = meter.createHistogram('fleet_updates.member.duration', seconds);
  const waiting = meter.createHistogram('fleet_updates.member.waiting', seconds);
  const calls = meter.createCounter('fleet_updates.arm.calls', { description: 'Requests to ARM' });
  const throttles = meter.createCounter('fleet_updates.arm.throttles', {
    description: 'Requests that ARM put off',
  });
  const refused = meter.createCounter('fleet_updates.calls.refused', {
    description: 'Calls that were answered 401 or 403',
  });
  return (event) => {
    switch (event.event) {
      case 'runsCounted':
        for (const state of STATES) unfinished.record(event.counts[state] ?? 0, { state });
        return;
      case 'runEnded':
        ended.add(1, { state: event.state });
        return;
      case 'memberEnded': {
        const { fleet, state } = event;
        const about = { ...(fleet !== undefined && { fleet }), state };
        if (event.durationSeconds !== undefined) duration.record(event.durationSeconds, about);
        if (event.waitingSeconds !== undefined) waiting.record(event.waitingSeconds, about);
        return;
      }
      case 'armCalled':
        calls.add(1, { operation: event.operation, status: event.status });
        return;
      case 'armThrottled':
        throttles.add(1, { operation: event.operation });
        return;
      case 'callRefused':
        refused.add(1, { code: event.code });
        return;
      case 'attemptStarted':
      case 'stageEnded':
      case 'groupEnded':
      case 'runUnfinished':
      case 'rowUnreadable':
      case 'audit':
    }
  };
}

/** From a minute to two days, in seconds: an upgrade of a small cluster takes minutes, a closed window days. */
const BUCKETS = [60, 300, 600, 1_200, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400, 172_800];
