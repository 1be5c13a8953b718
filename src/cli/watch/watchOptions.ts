import type { Invocation, Option } from '../command.ts';
import type { ExitCode } from '../exitCodes.ts';
import { timeOption } from '../timeOption.ts';
import { watchRun } from './watchRun.ts';

/** What `runs watch` takes, and everything that has `--wait`. */
export const WATCH_OPTIONS: readonly Option[] = [
  { flags: '--until-gate', about: 'end with 5 when the run waits for a gate' },
  { flags: '--timeout <time>', about: 'end with 124 after so long (90s, 30m, 2h); the run goes on' },
  { flags: '--stop-on-timeout', about: 'stop the run then' },
  { flags: '--interval <time>', about: 'how often to ask (5s)' },
];

export const WAIT_OPTIONS: readonly Option[] = [
  { flags: '-w, --wait', about: 'watch the run to its end, and end as it does' },
  ...WATCH_OPTIONS,
];

const USUAL_INTERVAL_MS = 5_000;

/** Watches a run as the options say. */
export async function watchAsAsked(
  { api, print, environment, options }: Invocation,
  name: string,
): Promise<ExitCode> {
  const timeout = timeOption(options.one('timeout'), 'timeout');
  return await watchRun({
    api,
    name,
    print,
    environment,
    intervalMs: timeOption(options.one('interval'), 'interval') ?? USUAL_INTERVAL_MS,
    deadline: timeout === undefined ? undefined : Date.now() + timeout,
    untilGate: options.is('untilGate'),
    stopOnTimeout: options.is('stopOnTimeout'),
  });
}
