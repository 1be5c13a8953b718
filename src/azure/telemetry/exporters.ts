import type { TokenCredential } from '@azure/identity';
import { AzureMonitorMetricExporter, AzureMonitorTraceExporter } from '@azure/monitor-opentelemetry-exporter';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { TelemetryEvent } from '../../domain/run/telemetry.ts';
import { metricReporter } from './metrics.ts';
import { SetIds, spanReporter } from './spans.ts';

export interface Exporting {
  readonly report: (event: TelemetryEvent) => void;
  /** Sends what has not been sent yet, and ends. */
  close(): Promise<void>;
}

/** Sends spans and metrics to Application Insights, as the identity. Logs are sent by the host. */
export function exportToAzureMonitor(
  connectionString: string,
  credential: TokenCredential,
  traceparentOfCall: () => string | undefined,
): Exporting {
  // What cannot be sent is dropped: an instance has no disk of its own to keep it on.
  const options = { connectionString, credential, disableOfflineStorage: true };
  const ids = new SetIds();
  const spans = new BasicTracerProvider({
    idGenerator: ids,
    spanProcessors: [new BatchSpanProcessor(new AzureMonitorTraceExporter(options))],
  });
  const metrics = new MeterProvider({
    readers: [new PeriodicExportingMetricReader({ exporter: new AzureMonitorMetricExporter(options) })],
  });
  const reporters = [spanReporter(spans, ids, traceparentOfCall), metricReporter(metrics)];
  return {
    report: (event) => reporters.forEach((report) => report(event)),
    close: async () => {
      await Promise.all([spans.shutdown(), metrics.shutdown()]);
    },
  };
}
