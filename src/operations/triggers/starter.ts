import type { FleetUpdatesError } from '../../domain/errors.ts';
import type { StartRequest } from '../../domain/trigger/startRequest.ts';
import type { Orchestrations } from '../../ports/orchestrations.ts';
import type { CreatePorts } from '../runs/createRun.ts';
import type { TriggerPorts } from './triggerPorts.ts';

/** What it takes to start runs. */
export interface Starter {
  readonly ports: CreatePorts & TriggerPorts;
  readonly orchestrations: Orchestrations;
  /** Aliases of the fleets. */
  readonly configured: readonly string[];
}

/** A request as it stands, with the refusal where this call was the one that met it. */
export interface Admitted {
  readonly request: StartRequest;
  readonly refusal?: FleetUpdatesError;
}
