import type { TelemetryEvent } from '../domain/run/telemetry.ts';

/** Where the app tells of itself. Never throws, never waits: an update must not depend on being watched. */
export interface Telemetry {
  report(event: TelemetryEvent): void;
}
