import { app } from '@azure/functions';
import type { TokenCredential } from '@azure/identity';
import type { Telemetry } from '../../ports/telemetry.ts';
import { followInvocations, logEvent, traceparentOfCall } from './eventLog.ts';
import type { Exporting } from './exporters.ts';

/**
 * Logs every event through the host, and sends spans and metrics where a connection string says so. The exporters are
 * loaded only then (docs/adr/0006).
 */
export function appTelemetry(connectionString: string | undefined, credential: TokenCredential): Telemetry {
  followInvocations();
  let exporting: Exporting | undefined;
  if (connectionString !== undefined) {
    app.hook.appStart(async () => {
      const { exportToAzureMonitor } = await import('./exporters.ts');
      exporting = exportToAzureMonitor(connectionString, credential, traceparentOfCall);
    });
    app.hook.appTerminate(() => exporting?.close());
  }
  return {
    report: (event) => {
      logEvent(event);
      exporting?.report(event);
    },
  };
}
