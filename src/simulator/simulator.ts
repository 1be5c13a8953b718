import type { Clock } from '../clock/clock.ts';
import type { Faults } from './faults.ts';
import type { Seed } from './seed.ts';
import type { Unknowns } from './unknowns.ts';
import type { UpgradeRecord } from './upgradeRecord.ts';
import type { WorldControls } from './worldControls.ts';

export interface SimulatorOptions {
  readonly clock: Clock;
  readonly seed: Seed;
  /** Of the ARM endpoint; 0 or absent is a free one. */
  readonly port?: number;
  /** Keeps the whole state, so that a simulator started again with it goes on; the seed then counts no more. */
  readonly stateFile?: string;
  /** A name from `SCENARIOS`. */
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

export function startSimulator(_options: SimulatorOptions): Promise<Simulator> {
  return Promise.reject(new Error('The simulator comes with the next commits.'));
}
