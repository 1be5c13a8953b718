import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { VirtualClock } from '../../src/clock/virtualClock.ts';
import { startHost, type Host, type HostOptions } from '../../src/local/host.ts';

export const START = '2026-03-02T00:00:00.000Z';
const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const folder = mkdtempSync(join(tmpdir(), 'local-host-'));
const running = new Set<Host>();
let count = 0;

afterEach(async () => {
  for (const host of running) await host.kill();
  running.clear();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A file name that no other test uses. */
export function newFile(): string {
  count += 1;
  return join(folder, String(count));
}

/** Bundles an app of `test/local/apps`, or the TypeScript given, as the project's own is; gives its folder. */
export function buildApp(
  app: { readonly name: string } | { readonly source: string },
  hostJson?: object,
): string {
  const directory = newFile();
  mkdirSync(directory);
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ main: 'app.cjs', type: 'module' }));
  writeFileSync(join(directory, 'host.json'), JSON.stringify({ version: '2.0', ...hostJson }));
  const source = 'source' in app ? app.source : `import './${app.name}.ts';`;
  buildSync({
    stdin: { contents: source, resolveDir: join(__dirname, 'apps'), loader: 'ts' },
    outfile: join(directory, 'app.cjs'),
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    logLevel: 'silent',
    external: ['@azure/functions-core'],
  });
  return directory;
}

/** Tells when somebody begins to hold it: a request that has reached the host does. */
export class WatchedClock extends VirtualClock {
  #held: (() => void) | undefined;

  nextHold(): Promise<void> {
    return new Promise((resolve) => {
      this.#held = resolve;
    });
  }

  override hold(): () => void {
    this.#held?.();
    return super.hold();
  }
}

export interface HostedApp {
  readonly host: Host;
  readonly clock: WatchedClock;
  readonly logged: readonly string[];
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
  /** The answer's body, as JSON. */
  readonly get: (path: string) => Promise<unknown>;
  /** Asks, and resolves once the question has reached the host: from then on it holds the clock. */
  readonly ask: (path: string) => Promise<{ readonly answer: Promise<unknown> }>;
}

/** Starts an app; the end of the test ends it. */
export async function hostApp(
  appDirectory: string,
  options: Partial<Omit<HostOptions, 'clock'>> & { readonly clock?: WatchedClock } = {},
): Promise<HostedApp> {
  const clock = options.clock ?? new WatchedClock(START);
  const logged: string[] = [];
  const log = (level: string, category: string, message: string) =>
    void logged.push(`${level} ${category} ${message}`);
  const host = await startHost({ settings: {}, ...options, appDirectory, clock, log });
  running.add(host);
  const call = (path: string, init?: RequestInit) => fetch(new URL(path, host.origin), init);
  const get = async (path: string): Promise<unknown> => await (await call(path)).json();
  const ask = async (path: string) => {
    const held = clock.nextHold();
    const answer = get(path);
    await held;
    return { answer };
  };
  return { host, clock, logged, fetch: call, get, ask };
}
