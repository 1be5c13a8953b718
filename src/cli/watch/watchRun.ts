import { setTimeout as sleep } from 'node:timers/promises';
import type { AppClient } from '../api/appClient.ts';
import { ProblemError } from '../api/problem.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';
import type { Printer } from '../show/printer.ts';
import type { Environment } from '../settings.ts';
import { endOf, pendingGates, waitsForGate } from './ending.ts';
import { isPassing, readAgain, type Reading } from './readAgain.ts';
import { screenOf, type Screen } from './screen.ts';
import { summaryOf } from './summary.ts';

export interface Watch {
  readonly api: AppClient;
  readonly name: string;
  readonly print: Printer;
  readonly environment: Environment;
  readonly intervalMs: number;
  /** Until when, by this machine's clock. */
  readonly deadline: number | undefined;
  readonly untilGate: boolean;
  readonly stopOnTimeout: boolean;
}

/** Shows a run until it ends, and says by the exit code how. It never changes the run, but for `stopOnTimeout`. */
export async function watchRun(watch: Watch): Promise<ExitCode> {
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  const screen = await screenOf(watch.print, watch.environment);
  try {
    return await follow(watch, screen, interrupted.signal);
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

async function follow(watch: Watch, screen: Screen, interrupted: AbortSignal): Promise<ExitCode> {
  const { print, name, intervalMs } = watch;
  let reading: Reading | undefined;
  let away = false;
  for (;;) {
    try {
      reading = await readAgain(watch.api, name, reading, interrupted);
      if (away) screen.note('The app answers again.');
      away = false;
      screen.show(reading);
    } catch (error) {
      if (!isPassing(error)) {
        screen.leave();
        if (error instanceof ProblemError && error.status === 401) print.beside(goesOn(name));
        throw error;
      }
      if (!away && !interrupted.aborted)
        screen.note(`${error instanceof Error ? error.message : ''} The run goes on; asking again.`.trim());
      away = true;
    }
    const code = interrupted.aborted ? EXIT.interrupted : codeOf(watch, away ? undefined : reading);
    if (code !== undefined) return await leave(watch, screen, reading, code);
    await sleep(intervalMs, undefined, { signal: interrupted }).catch(() => undefined);
  }
}

/** Why to watch no longer. */
function codeOf({ untilGate, deadline }: Watch, reading: Reading | undefined): ExitCode | undefined {
  const end = reading && endOf(reading.run);
  if (end !== undefined) return end;
  if (untilGate && reading && waitsForGate(reading.run)) return EXIT.waitsForGate;
  return deadline !== undefined && Date.now() >= deadline ? EXIT.timeout : undefined;
}

async function leave(
  watch: Watch,
  screen: Screen,
  reading: Reading | undefined,
  code: ExitCode,
): Promise<ExitCode> {
  const { print, name, api, stopOnTimeout } = watch;
  screen.leave();
  if (code === EXIT.timeout && stopOnTimeout) {
    await api.call('POST', `/api/runs/${encodeURIComponent(name)}/stop`);
    print.beside(`Time is up: run ${name} was asked to stop. Members that are being updated finish.`);
  } else if (code === EXIT.timeout) print.beside(`Time is up. ${goesOn(name)}`);
  else if (code === EXIT.interrupted) print.beside(goesOn(name));
  else if (code === EXIT.waitsForGate) {
    print.beside(`Run ${name} waits for a gate. ${again(name)}`);
    for (const gate of reading ? pendingGates(reading.run) : [])
      print.beside(`Gate ${gate.name}: ${api.url}/runs/${encodeURIComponent(name)}/gates/${gate.id}`);
  }
  if (reading && code !== EXIT.interrupted) print.show(reading.run, summaryOf(reading.run));
  return code;
}

const again = (name: string) => `Watch it again: fleet-updates runs watch ${name}`;
const goesOn = (name: string) =>
  `Run ${name} goes on. ${again(name)}\nStop it: fleet-updates runs stop ${name}`;
