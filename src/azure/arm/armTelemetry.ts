import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import type { Telemetry } from '../../ports/telemetry.ts';

/** Tells of every request that is sent, tries again included, and of each that ARM puts off. */
export function armTelemetryPolicy(telemetry: Telemetry): PipelinePolicy {
  return {
    name: 'armTelemetry',
    sendRequest: async (request, next) => {
      const operation = armOperation(request.method, request.url);
      const started = performance.now();
      // A connection that fails has no status: 0.
      let status = 0;
      try {
        const response = await next(request);
        ({ status } = response);
        return response;
      } finally {
        telemetry.report({
          event: 'armCalled',
          operation,
          status,
          seconds: (performance.now() - started) / 1000,
        });
        if (status === 429) telemetry.report({ event: 'armThrottled', operation });
      }
    },
  };
}

/** Method and resource types of a request, without any name: few values, however large the fleet. */
export function armOperation(method: string, url: string): string {
  const { pathname } = new URL(url);
  const segments = (/\/providers\/[^/]+\/(.+)$/.exec(decodeURIComponent(pathname))?.[1] ?? '').split('/');
  return `${method} ${segments.filter((_, at) => at % 2 === 0).join('/')}`;
}
