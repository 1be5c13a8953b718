import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
  type Attributes,
  type Link,
  type TracerProvider,
} from '@opentelemetry/api';
import { RandomIdGenerator, type IdGenerator } from '@opentelemetry/sdk-trace-base';
import type { RunPlace, TelemetryEvent } from '../../domain/run/telemetry.ts';
import { spanIdOf, traceIdOf } from './runTrace.ts';

/** Gives the next span the ids that were set for it, which the API itself takes from nobody. */
export class SetIds extends RandomIdGenerator implements IdGenerator {
  #next: { readonly traceId: string; readonly spanId: string } | undefined;
  readonly #random = new RandomIdGenerator();

  with<T>(ids: { readonly traceId: string; readonly spanId: string }, start: () => T): T {
    this.#next = ids;
    try {
      return start();
    } finally {
      this.#next = undefined;
    }
  }

  override generateTraceId = () => this.#next?.traceId ?? this.#random.generateTraceId();
  override generateSpanId = () => this.#next?.spanId ?? this.#random.generateSpanId();
}

const STARTED = 'started';
/** What each is the last part of; those before it lead there. */
const LEVELS = { runEnded: 0, stageEnded: 1, groupEnded: 2, memberEnded: 3 } as const;

/** Reports the spans of a run: its start, which is linked to the call that gave it, and what has ended. */
export function spanReporter(
  provider: TracerProvider,
  ids: SetIds,
  traceparentOfCall: () => string | undefined,
): (event: TelemetryEvent) => void {
  const tracer = provider.getTracer('fleet-updates');
  const report = (
    name: string,
    place: RunPlace,
    path: readonly string[],
    times: Times,
    links: Link[] = [],
  ) => {
    const traceId = traceIdOf(place.runId);
    const parent = path.length > 1 ? spanIdOf(place.runId, path.slice(0, -1)) : undefined;
    const context = parent
      ? trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId: parent, traceFlags: TraceFlags.SAMPLED })
      : ROOT_CONTEXT;
    const options = {
      kind: SpanKind.INTERNAL,
      startTime: times.start,
      attributes: attributesOf(place),
      links,
    };
    const given = { traceId, spanId: spanIdOf(place.runId, path) };
    const span = ids.with(given, () => tracer.startSpan(name, options, context));
    if (times.state !== undefined) span.setAttribute('fleet_updates.state', times.state);
    if (times.state === 'Failed')
      span.setStatus({ code: SpanStatusCode.ERROR, message: times.message ?? '' });
    span.end(times.end);
  };
  return (event) => {
    if (event.event === 'attemptStarted') {
      const link = linkTo(traceparentOfCall());
      const time = new Date(event.time);
      report(`start ${event.run}`, event, startPath(event), { start: time, end: time }, link ? [link] : []);
    } else if (event.event in LEVELS && 'endTime' in event) {
      const below = [event.stage, event.group, event.fleet && `${event.fleet}/${event.member ?? ''}`];
      const names = below.slice(0, LEVELS[event.event]).map((name) => name ?? '');
      const { state, endTime, startTime = endTime, message } = event;
      const times = { start: new Date(startTime), end: new Date(endTime), state, message };
      report(names.at(-1) ?? `run ${event.run}`, event, [...startPath(event), 'run', ...names], times);
    }
  };
}

interface Times {
  readonly start: Date;
  readonly end: Date;
  readonly state?: string;
  readonly message?: string | undefined;
}

const startPath = ({ attempt }: RunPlace) => [`${STARTED} ${attempt}`];

function attributesOf(place: RunPlace): Attributes {
  const { run, runId, attempt, stage, group, fleet, member } = place;
  const named = { run, run_id: runId, attempt, stage, group, fleet, member };
  const entries = Object.entries(named).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [`fleet_updates.${name}`, value]));
}

/** https://www.w3.org/TR/trace-context/#traceparent-header */
function linkTo(traceparent: string | undefined): Link | undefined {
  const [, traceId, spanId, flags] =
    /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent ?? '') ?? [];
  if (traceId === undefined || spanId === undefined) return undefined;
  return { context: { traceId, spanId, traceFlags: Number.parseInt(flags ?? '0', 16) } };
}
