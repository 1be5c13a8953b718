import type { Clock } from '../clock/clock.ts';
import { accessTo, type Access } from './access.ts';
import { ArmService } from './armService.ts';
import { controlWorld } from './controlWorld.ts';
import { FaultPlan, type Faults } from './faults.ts';
import { playScenario } from './scenarios.ts';
import type { Seed } from './seed.ts';
import { readStateFile } from './stateFile.ts';
import { World } from './state/world.ts';
import { worldFromSeed } from './state/worldFromSeed.ts';
import { DEFAULT_UNKNOWNS, type Unknowns } from './unknowns.ts';
import type { WorldControls } from './worldControls.ts';

export interface SimulatedAzureOptions {
  readonly clock: Clock;
  readonly seed: Seed;
  /** Keeps the whole state, so that a simulator started again with it goes on; the seed then counts no more. */
  readonly stateFile?: string;
  /** A name from `SCENARIOS` (scenarios.ts). */
  readonly scenario?: string;
  readonly unknowns?: Partial<Unknowns>;
}

/** Fleet Manager and AKS without a transport: their state, what may go wrong, and who may change it. */
export interface SimulatedAzure {
  readonly world: World;
  readonly access: Access & { end(): void };
  readonly controls: WorldControls;
  readonly faults: Faults;
  readonly service: ArmService;
}

/** Everything in it happens on the clock that it is given. */
export function simulateAzure(options: SimulatedAzureOptions): SimulatedAzure {
  const { clock, seed, stateFile, scenario } = options;
  const state = stateFile === undefined ? undefined : readStateFile(stateFile);
  const world = new World(state ?? worldFromSeed(seed, new Date(clock.now()).toISOString()), {
    ...DEFAULT_UNKNOWNS,
    ...options.unknowns,
  });
  const access = accessTo(world, clock, stateFile);
  const controls = controlWorld(world, access);
  const faults = new FaultPlan();
  if (scenario !== undefined) playScenario(scenario, world, controls, faults);
  const service = new ArmService({ world, faults, access });
  access.change(() => undefined);
  return { world, access, controls, faults, service };
}
