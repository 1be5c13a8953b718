import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** What a command line printed, and how it ended. */
export interface Ended {
  readonly code: unknown;
  readonly out: string;
  readonly beside: string;
}

/** Runs the built command line as a pipeline would, with no more of the environment than is said. */
export async function commandLine(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  directory?: string,
  /** Sent when it has said its first word. */
  signal?: 'SIGINT',
): Promise<Ended> {
  const child = spawn(process.execPath, [`${process.cwd()}/dist/cli/fleet-updates.cjs`, ...words], {
    env: { PATH: process.env['PATH'], ...environment },
    ...(directory !== undefined && { cwd: directory }),
  });
  if (signal) child.stdout.once('data', () => child.kill(signal));
  child.stdin.end();
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  const ended: readonly unknown[] = await once(child, 'close');
  const [out, beside] = await output;
  return { code: ended[0], out, beside };
}
