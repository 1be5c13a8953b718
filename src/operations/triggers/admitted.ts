import type { FleetUpdatesError } from '../../domain/errors.ts';
import type { StartRequest } from '../../domain/trigger/startRequest.ts';

/** A request as it stands, with the refusal where this call was the one that met it. */
export interface Admitted {
  readonly request: StartRequest;
  readonly refusal?: FleetUpdatesError;
}
