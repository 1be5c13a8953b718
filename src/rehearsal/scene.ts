import type { PlanBody } from '../contracts/runs.ts';
import type { FreezeBody } from '../domain/freeze/freeze.ts';
import type { SeedRegion } from '../simulator/seed.ts';
import type { SceneMember } from './sceneMember.ts';

/** What is rehearsed: fleets as they are, or as somebody imagines them, and what is to be done with them. */
export interface Scene {
  /** When the run is started, ISO 8601 UTC. */
  readonly startAt: string;
  readonly members: readonly SceneMember[];
  /** What each region offers, by Azure's location name. */
  readonly regions: Readonly<Record<string, SeedRegion>>;
  /** With its stages: no strategy is looked up. */
  readonly run: PlanBody;
  readonly freezes: readonly { readonly name: string; readonly body: FreezeBody }[];
  /** Members of a fleet that update at once, over all runs; undefined for no bound. */
  readonly maxConcurrentUpdates?: number;
}
