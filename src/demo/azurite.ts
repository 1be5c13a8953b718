import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface AzuriteOptions {
  /** Where the tables are kept; without it they are in memory and end with the process. */
  readonly folder?: string;
  /** Names of the storage accounts, 3 to 24 lower-case letters and digits; their tables are apart. */
  readonly accounts?: readonly string[];
  /** What Azurite prints, line by line. */
  readonly log?: (line: string) => void;
}

export interface Azurite {
  readonly port: number;
  /** Of its process. */
  readonly pid: number | undefined;
  /** For one of the accounts; without a name for the first. */
  connectionString(account?: string): string;
  /** Resolves when its process is gone, whoever ended it. */
  readonly ended: Promise<void>;
  /** Ends it and waits until its data is on disk. Safe to repeat. */
  close(): Promise<void>;
}

const DEFAULT_ACCOUNT = 'fleetupdates';
/**
 * A client that keeps connections open must not meet one that was just closed for idleness: its next try waits for the
 * clock, and nobody may be moving that.
 */
const KEPT_ALIVE_SECONDS = 86_400;
/** Somebody else may take the port that was free a moment ago. */
const MOST_STARTS = 5;

/** Starts Table Storage's emulator (the `azurite` package) on a free port of 127.0.0.1 and waits until it answers. */
export async function startAzurite(options: AzuriteOptions = {}): Promise<Azurite> {
  const accounts = options.accounts ?? [DEFAULT_ACCOUNT];
  for (let start = 1; ; start += 1) {
    const port = await freePort();
    const child = spawnAzurite(port, accounts, options);
    const printed = await untilStarted(child, options.log);
    if (printed === undefined) return running(child, port, accounts);
    if (start === MOST_STARTS || !printed.includes('EADDRINUSE')) {
      throw new Error(`Azurite did not start: ${printed}`);
    }
  }
}

function spawnAzurite(port: number, accounts: readonly string[], options: AzuriteOptions): ChildProcess {
  const script = fileURLToPath(new URL('azuriteProcess.mjs', import.meta.url));
  const keeping = options.folder === undefined ? ['--inMemoryPersistence'] : ['--location', options.folder];
  const listening = ['--tableHost', '127.0.0.1', '--tablePort', String(port), '--disableProductStyleUrl'];
  const rest = ['--silent', '--disableTelemetry', '--skipApiVersionCheck'];
  const connections = ['--tableKeepAliveTimeout', String(KEPT_ALIVE_SECONDS)];
  return spawn(process.execPath, [script, ...listening, ...connections, ...keeping, ...rest], {
    env: {
      ...process.env,
      AZURITE_ACCOUNTS: accounts.map((account) => `${account}:${KEY}`).join(';'),
    },
    // It ends when the channel does, so that a killed parent leaves nothing behind.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

/** Of every account, and the same at every start, so that a folder can be used again; only loopback reaches it. */
const KEY = Buffer.from('not a secret').toString('base64');

/** For an account of an Azurite that listens on this port. */
export function azuriteConnectionString(port: number, account: string): string {
  const endpoint = `http://127.0.0.1:${port}/${account}`;
  return `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${KEY};TableEndpoint=${endpoint};`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port is free on 127.0.0.1.');
  return address.port;
}

/** What it printed when it ended instead, as it does when its port is taken. */
function untilStarted(child: ChildProcess, log: AzuriteOptions['log']): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const printed: string[] = [];
    child.once('error', reject);
    child.once('close', () => resolve(printed.join('\n')));
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        printed.push(line);
        log?.(line);
        if (line.includes('successfully started')) resolve(undefined);
      });
    }
  });
}

function running(child: ChildProcess, port: number, accounts: readonly string[]): Azurite {
  // Whoever forgets to close it must not leave it behind.
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  const ended = new Promise<void>((resolve) => {
    if (hasEnded(child)) resolve();
    else child.once('exit', () => resolve());
  });
  return {
    port,
    pid: child.pid,
    ended,
    connectionString: (account = accounts[0]) => {
      if (account === undefined || !accounts.includes(account)) {
        throw new RangeError(`Azurite has no account ${String(account)}.`);
      }
      return azuriteConnectionString(port, account);
    },
    close: async () => {
      process.removeListener('exit', end);
      if (!hasEnded(child)) child.kill('SIGINT');
      await ended;
    },
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
