import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock/clock.ts';
import { accessTo } from './access.ts';
import { ArmEndpoint } from './armEndpoint.ts';
import { controlWorld } from './controlWorld.ts';
import { FaultPlan, type Faults } from './faults.ts';
import { identityListener } from './identityEndpoint.ts';
import { playScenario } from './scenarios.ts';
import type { Seed } from './seed.ts';
import { listen, makeCertificate } from './servers.ts';
import { readStateFile } from './stateFile.ts';
import { World } from './state/world.ts';
import { worldFromSeed } from './state/worldFromSeed.ts';
import { issueToken } from './tokens.ts';
import { DEFAULT_UNKNOWNS, type Unknowns } from './unknowns.ts';
import type { UpgradeRecord } from './upgradeRecord.ts';
import type { WorldControls } from './worldControls.ts';

const DEFAULT_PAGE_SIZE = 100;

export interface SimulatorOptions {
  readonly clock: Clock;
  readonly seed: Seed;
  /** Of the ARM endpoint; 0 or absent is a free one. */
  readonly port?: number;
  /** Keeps the whole state, so that a simulator started again with it goes on; the seed then counts no more. */
  readonly stateFile?: string;
  /** A name from `SCENARIOS` (scenarios.ts). */
  readonly scenario?: string;
  readonly unknowns?: Partial<Unknowns>;
  /** How many resources a list gives at once; default 100. */
  readonly pageSize?: number;
}

export interface Simulator {
  /** `https://127.0.0.1:PORT`, for the `endpoint` of the SDK's clients. */
  readonly endpoint: string;
  /** For IDENTITY_ENDPOINT and IDENTITY_HEADER, as App Service sets them. */
  readonly identityEndpoint: string;
  readonly identityHeader: string;
  /** PEM to trust. */
  readonly certificate: string;
  readonly record: readonly UpgradeRecord[];
  /** ARM requests by operation, for example `updateRuns.list`, answered or not. */
  readonly requests: ReadonlyMap<string, number>;
  readonly faults: Faults;
  readonly world: WorldControls;
  /** A bearer token as the identity endpoint hands out, for tests that need none of it. */
  issueToken(): string;
  close(): Promise<void>;
}

/** Starts the ARM and the identity endpoint on loopback. Everything in it happens on the clock that it is given. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
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
  const certificate = await makeCertificate();
  const pageSize = options.pageSize ?? DEFAULT_PAGE_SIZE;
  const endpoint = new ArmEndpoint({ world, clock, faults, pageSize, access });
  const arm = await listen(options.port ?? 0, endpoint.listener, certificate);
  const origin = `https://127.0.0.1:${arm.port}`;
  endpoint.origin = origin;
  const identityHeader = randomUUID();
  const identity = await listen(0, identityListener(world, clock, identityHeader));
  access.change(() => undefined);
  return {
    endpoint: origin,
    identityEndpoint: `http://127.0.0.1:${identity.port}/msi/token`,
    identityHeader,
    certificate: certificate.cert,
    record: world.record,
    requests: endpoint.requests,
    faults,
    world: controls,
    issueToken: () => issueToken(world.tokenSecret, clock.now()),
    close: async () => {
      access.end();
      await Promise.all([arm.close(), identity.close()]);
    },
  };
}
