import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base';
import { SpanStatusCode } from '@opentelemetry/api';
import { armOperation } from '../../../src/azure/arm/armTelemetry.ts';
import { metricReporter } from '../../../src/azure/telemetry/metrics.ts';
import { SetIds, spanReporter } from '../../../src/azure/telemetry/spans.ts';
import { traceIdOf } from '../../../src/azure/telemetry/runTrace.ts';
import type { TelemetryEvent } from '../../../src/domain/run/telemetry.ts';

const CALL = '00-0123456789abcdef0123456789abcdef-0123456789abcdef-01';
const about = { run: 'nightly', runId: 'r1', attempt: 1 };
const ended = {
  state: 'Completed',
  startTime: '2026-03-02T08:00:00Z',
  endTime: '2026-03-02T09:00:00Z',
} as const;
const inGroup = { ...about, stage: 'first', group: 'test' };
const member: TelemetryEvent = {
  event: 'memberEnded',
  ...inGroup,
  fleet: 'demo',
  member: 'aks-1',
  ...ended,
  durationSeconds: 900,
  waitingSeconds: 30,
};
/** In the order in which a run reports them: members first, the run last. */
const EVENTS: readonly TelemetryEvent[] = [
  { event: 'attemptStarted', ...about, time: '2026-03-02T08:00:00Z' },
  member,
  { event: 'groupEnded', ...inGroup, ...ended },
  { event: 'stageEnded', ...about, stage: 'first', ...ended },
  { event: 'runEnded', ...about, ...ended },
];

/** As a process would that begins with the given events: each reporter knows nothing of another. */
function spansOf(events: readonly TelemetryEvent[], traceparent?: string): readonly ReadableSpan[] {
  const exporter = new InMemorySpanExporter();
  const ids = new SetIds();
  const provider = new BasicTracerProvider({
    idGenerator: ids,
    spanProcessors: [new SimpleSpanProcessor(exporter)],
  });
  const report = spanReporter(provider, ids, () => traceparent);
  for (const event of events) report(event);
  return exporter.getFinishedSpans();
}

describe('The trace of a run', () => {
  it('is one from its trigger to its last member, each below what it is part of', () => {
    const spans = spansOf(EVENTS, CALL);
    const names = new Map(spans.map((span) => [span.spanContext().spanId, span.name]));
    const parents = spans.map(({ name, parentSpanContext }) => [
      name,
      names.get(parentSpanContext?.spanId ?? ''),
    ]);
    expect(parents).toEqual([
      ['start nightly', undefined],
      ['demo/aks-1', 'test'],
      ['test', 'first'],
      ['first', 'run nightly'],
      ['run nightly', 'start nightly'],
    ]);
    expect(new Set(spans.map((span) => span.spanContext().traceId))).toEqual(new Set([traceIdOf('r1')]));
  });

  it('is the same whichever process reports which part of it', () => {
    const together = spansOf(EVENTS).map((span) => span.spanContext().spanId);
    const apart = EVENTS.flatMap((event) => spansOf([event])).map((span) => span.spanContext().spanId);
    expect(apart).toEqual(together);
    expect(new Set(together).size).toBe(EVENTS.length);
  });

  it('begins with a link to the call that started the run', () => {
    const [start, ...others] = spansOf(EVENTS, CALL);
    expect(start?.links).toMatchObject([{ context: { traceId: '0123456789abcdef0123456789abcdef' } }]);
    expect(others.flatMap(({ links }) => links)).toEqual([]);
    expect(spansOf(EVENTS, 'nonsense')[0]?.links).toEqual([]);
  });

  it('says run, stage, group, fleet and member, and the times that they had', () => {
    const [, span] = spansOf(EVENTS);
    expect(span?.attributes).toEqual({
      'fleet_updates.run': 'nightly',
      'fleet_updates.run_id': 'r1',
      'fleet_updates.attempt': 1,
      'fleet_updates.stage': 'first',
      'fleet_updates.group': 'test',
      'fleet_updates.fleet': 'demo',
      'fleet_updates.member': 'aks-1',
      'fleet_updates.state': 'Completed',
    });
    expect(span?.duration).toEqual([3600, 0]);
  });

  it('marks what failed, and has another branch for each attempt', () => {
    const failed: TelemetryEvent = {
      event: 'runEnded',
      ...about,
      attempt: 2,
      ...ended,
      state: 'Failed',
      message: 'no',
    };
    const [first, second] = [...spansOf(EVENTS.slice(-1)), ...spansOf([failed])];
    expect(second?.status).toEqual({ code: SpanStatusCode.ERROR, message: 'no' });
    expect(first?.status.code).toBe(SpanStatusCode.UNSET);
    expect(second?.spanContext().traceId).toBe(first?.spanContext().traceId);
    expect(second?.parentSpanContext?.spanId).not.toBe(first?.parentSpanContext?.spanId);
  });

  it('has no span of what only counts', () => {
    expect(spansOf([{ event: 'runsCounted', counts: { Running: 1 } }])).toEqual([]);
  });
});

it('Metrics count runs by state, members by fleet, waiting and calls, and never by the name of a run or member', async () => {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const provider = new MeterProvider({ readers: [reader] });
  const report = metricReporter(provider);
  const more: TelemetryEvent[] = [
    { event: 'runsCounted', counts: { Running: 2, Pending: 1 } },
    { event: 'runsCounted', counts: { Running: 1 } },
    { event: 'armCalled', operation: 'GET fleets/updateRuns', status: 429, seconds: 0.1 },
    { event: 'armThrottled', operation: 'GET fleets/updateRuns' },
  ];
  for (const event of [...EVENTS, ...more]) report(event);
  await provider.forceFlush();
  const metrics = exporter
    .getMetrics()
    .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics: all }) => all));
  await provider.shutdown();
  const points = Object.fromEntries(
    metrics.map(({ descriptor, dataPoints }) => [
      descriptor.name,
      dataPoints.map(({ attributes, value }) => [attributes, typeof value === 'object' ? value.sum : value]),
    ]),
  );
  expect(points).toMatchObject({
    'fleet_updates.runs.ended': [[{ state: 'Completed' }, 1]],
    'fleet_updates.member.duration': [[{ fleet: 'demo', state: 'Completed' }, 900]],
    'fleet_updates.member.waiting': [[{ fleet: 'demo', state: 'Completed' }, 30]],
    'fleet_updates.arm.calls': [[{ operation: 'GET fleets/updateRuns', status: 429 }, 1]],
    'fleet_updates.arm.throttles': [[{ operation: 'GET fleets/updateRuns' }, 1]],
  });
  // What nobody is in any more goes back to nought.
  expect(points['fleet_updates.runs']).toEqual(
    expect.arrayContaining([
      [{ state: 'Running' }, 1],
      [{ state: 'Pending' }, 0],
    ]),
  );
  expect(JSON.stringify(points)).not.toMatch(/nightly|aks-1/);
});

test.each([
  [
    'GET',
    '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/fleets/f/updateRuns/r?a=b',
    'GET fleets/updateRuns',
  ],
  [
    'POST',
    '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/fleets/f/updateRuns/r/start',
    'POST fleets/updateRuns/start',
  ],
  ['GET', '/subscriptions/s/providers/Microsoft.ContainerService/managedClusters', 'GET managedClusters'],
  [
    'GET',
    '/subscriptions/s/providers/Microsoft.ContainerService/locations/x/operations/y',
    'GET locations/operations',
  ],
])('The request %s %s is counted as %s', (method, path, operation) => {
  expect(armOperation(method, `https://management.azure.com${path}`)).toBe(operation);
});
