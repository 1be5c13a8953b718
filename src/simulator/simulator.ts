import { randomUUID } from 'node:crypto';
import { ArmEndpoint } from './armEndpoint.ts';
import type { Faults } from './faults.ts';
import { identityListener } from './identityEndpoint.ts';
import { listen, makeCertificate } from './servers.ts';
import { simulateAzure, type SimulatedAzureOptions } from './simulatedAzure.ts';
import { issueToken } from './tokens.ts';
import type { UpgradeRecord } from './upgradeRecord.ts';
import type { WorldControls } from './worldControls.ts';

const DEFAULT_PAGE_SIZE = 100;

export interface SimulatorOptions extends SimulatedAzureOptions {
  /** Of the ARM endpoint; 0 or absent is a free one. */
  readonly port?: number;
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
  const { clock } = options;
  const { world, access, controls, faults, service } = simulateAzure(options);
  const certificate = await makeCertificate();
  const pageSize = options.pageSize ?? DEFAULT_PAGE_SIZE;
  const endpoint = new ArmEndpoint({ service, clock, pageSize, tokenSecret: world.tokenSecret });
  const arm = await listen(options.port ?? 0, endpoint.listener, certificate);
  const origin = `https://127.0.0.1:${arm.port}`;
  endpoint.origin = origin;
  const identityHeader = randomUUID();
  const identity = await listen(0, identityListener(world, clock, identityHeader));
  return {
    endpoint: origin,
    identityEndpoint: `http://127.0.0.1:${identity.port}/msi/token`,
    identityHeader,
    certificate: certificate.cert,
    record: world.record,
    requests: service.requests,
    faults,
    world: controls,
    issueToken: () => issueToken(world.tokenSecret, clock.now()),
    close: async () => {
      access.end();
      await Promise.all([arm.close(), identity.close()]);
    },
  };
}
