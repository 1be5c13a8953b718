import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../clock/clock.ts';
import { startHost, type Host, type HostOptions } from '../local/host.ts';
import type { Seed } from '../simulator/seed.ts';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import type { Unknowns } from '../simulator/unknowns.ts';
import { trustCertificate } from '../simulator/trust.ts';

export interface SystemOptions {
  readonly clock: Clock;
  readonly seed: Seed;
  /** ARM ids of the fleets that the app manages, by alias. */
  readonly fleets: Readonly<Record<string, string>>;
  /** Of the storage account that keeps the tables. */
  readonly tablesConnectionString: string;
  /** Where host and simulator keep their state; in memory when absent. */
  readonly stateDirectory?: string;
  readonly port?: number;
  readonly simulatorPort?: number;
  readonly scenario?: string;
  /** What nobody knows of Fleet Manager, set the other way. */
  readonly unknowns?: Partial<Unknowns>;
  /** Further app settings; undefined takes one of those away that are set without a word. */
  readonly settings?: Readonly<Record<string, string | undefined>>;
  readonly timersEarlyByMs?: number;
  /** The system key of the Event Grid extension. */
  readonly eventGridKey?: string;
  readonly front?: HostOptions['front'];
  readonly onTurn?: HostOptions['onTurn'];
  readonly workerDies?: HostOptions['workerDies'];
  readonly log?: (level: string, category: string, message: string) => void;
  /** Where the app is that is hosted; this one when absent. */
  readonly appDirectory?: string;
}

/** The app as it is deployed, with a stand-in on every side: the Functions host, ARM with its fleets, an identity. */
export interface System {
  /** Where the app answers, for example `http://127.0.0.1:7071`. */
  readonly origin: string;
  readonly host: Host;
  readonly simulator: Simulator;
  /** What the app was told. */
  readonly settings: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Starts simulator and host; Azurite is the caller's, as tests share one. */
export async function startSystem(options: SystemOptions): Promise<System> {
  const { clock, seed, stateDirectory, scenario, port, simulatorPort } = options;
  const simulator = await startSimulator({
    clock,
    seed,
    ...(simulatorPort !== undefined && { port: simulatorPort }),
    ...(scenario !== undefined && { scenario }),
    ...(options.unknowns && { unknowns: options.unknowns }),
    ...(stateDirectory !== undefined && { stateFile: join(stateDirectory, 'simulator.json') }),
  });
  trustCertificate(simulator.certificate);
  const settings = settingsFor(options, simulator);
  const host = await startHost({
    appDirectory: options.appDirectory ?? fileURLToPath(new URL('../..', import.meta.url)),
    clock,
    settings,
    ...(port !== undefined && { port }),
    ...(stateDirectory !== undefined && { database: join(stateDirectory, 'durable.sqlite') }),
    ...(options.timersEarlyByMs !== undefined && { timersEarlyByMs: options.timersEarlyByMs }),
    ...(options.eventGridKey !== undefined && { eventGridKey: options.eventGridKey }),
    ...(options.front && { front: options.front }),
    ...(options.onTurn && { onTurn: options.onTurn }),
    ...(options.workerDies && { workerDies: options.workerDies }),
    ...(options.log && { log: options.log }),
  });
  return {
    origin: host.origin,
    host,
    simulator,
    settings,
    close: async () => {
      await host.close();
      await simulator.close();
    },
  };
}

/** What Azure would set, or the Bicep files, but that nobody signs in: the app is reached from this machine only. */
function settingsFor(options: SystemOptions, simulator: Simulator): Record<string, string> {
  const all: Record<string, string | undefined> = {
    FLEETS: JSON.stringify(options.fleets),
    TABLES_CONNECTION_STRING: options.tablesConnectionString,
    AZURE_RESOURCE_MANAGER_ENDPOINT: simulator.endpoint,
    AZURE_RESOURCE_MANAGER_SCOPE: `${simulator.endpoint}/.default`,
    AZURE_MONITOR_ENDPOINT: simulator.endpoint,
    IDENTITY_ENDPOINT: simulator.identityEndpoint,
    IDENTITY_HEADER: simulator.identityHeader,
    APP_AUTHENTICATION: 'off',
    FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '2097152',
    ...options.settings,
  };
  const said = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(said);
}
