import { AsyncLocalStorage } from 'node:async_hooks';
import { app, type InvocationContext } from '@azure/functions';
import type { TelemetryEvent } from '../../domain/run/telemetry.ts';

const invocation = new AsyncLocalStorage<InvocationContext>();

/** Lets what is reported below a function's call be logged as that call's, which is how the host keeps them together. */
export function followInvocations(): void {
  app.hook.preInvocation((context) => {
    const { functionHandler, invocationContext } = context;
    // Orchestrators replay; they report nothing.
    if (invocationContext.options.trigger.type === 'orchestrationTrigger') return;
    context.functionHandler = (...args): unknown =>
      invocation.run(invocationContext, (): unknown => functionHandler(...args));
  });
}

/** The `traceparent` of the call in which this is asked. */
export function traceparentOfCall(): string | undefined {
  return invocation.getStore()?.traceContext?.traceParent;
}

/** Outside of a call, as in tests, there is only the console. */
const log = () => invocation.getStore() ?? console;

/** Logged as the call's in which this is said. */
export function warn(message: string, error: unknown): void {
  log().warn(message, error);
}

const TROUBLES: ReadonlySet<TelemetryEvent['event']> = new Set([
  'armThrottled',
  'callRefused',
  'rowUnreadable',
]);

/** Writes an event as one line of JSON, which the host sends on; calls of ARM are counted only, being so many. */
export function logEvent(event: TelemetryEvent): void {
  if (event.event === 'armCalled') return;
  const line = JSON.stringify(event);
  const isTrouble = TROUBLES.has(event.event) || ('state' in event && event.state === 'Failed');
  if (isTrouble) log().warn(line);
  else log().info(line);
}
