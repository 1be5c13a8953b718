import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { scenarioNamed } from '../simulator/scenarios.ts';

/** One minute of the simulated fleet in a second: an upgrade takes about a quarter of a minute. */
const DEFAULT_SPEED = 60;
/** A day in a second; beyond, times leave what a date can hold. */
const FASTEST = 86_400;
/** A second in a quarter of an hour; below, timers wait longer than a process can. */
const SLOWEST = 0.001;
const DEFAULT_PORT = 7071;

export const USAGE = `npm start -- [--speed N] [--scenario NAME] [--personas]
  --speed N        how many times faster than real time the fleet lives (default ${DEFAULT_SPEED})
  --scenario NAME  a failure to play: see docs/simulator-differences.md
  --personas       ask who you are: operator, approver-1, approver-2 or admin
Environment: PORT (default ${DEFAULT_PORT}), STATE_DIR (default .local), SIMULATOR_PORT (default: a free one)`;

export interface StartOptions {
  readonly help: boolean;
  readonly speed: number;
  readonly scenario?: string;
  /** Whether callers are told apart, by a sign-in without passwords. */
  readonly personas: boolean;
  readonly port: number;
  readonly simulatorPort?: number;
  /** An absolute path. */
  readonly stateDirectory: string;
}

/** Ends a start, with words for its user instead of a stack. */
export class StartRefused extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Reads arguments and environment of `npm start`. Throws StartRefused, before anything is started. */
export function startOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): StartOptions {
  const values = argumentsOf(args);
  const port = portOf('PORT', environment['PORT']) ?? DEFAULT_PORT;
  const simulatorPort = portOf('SIMULATOR_PORT', environment['SIMULATOR_PORT']);
  if (port === simulatorPort)
    throw new StartRefused(`PORT and SIMULATOR_PORT are both ${port}: give each its own.`, 2);
  return {
    help: values.help ?? false,
    speed: speedOf(values.speed),
    personas: values.personas ?? false,
    port,
    // One that is set to nothing is one that is not set, as with the ports.
    stateDirectory: resolve(
      environment['STATE_DIR'] === '' ? '.local' : (environment['STATE_DIR'] ?? '.local'),
    ),
    ...(values.scenario !== undefined && { scenario: values.scenario }),
    ...(simulatorPort !== undefined && { simulatorPort }),
  };
}

/** An option or a scenario that nobody knows is answered with a list of what there is. */
function argumentsOf(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        speed: { type: 'string' },
        scenario: { type: 'string' },
        personas: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.scenario !== undefined) scenarioNamed(values.scenario);
    return values;
  } catch (error) {
    throw new StartRefused(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`, 2);
  }
}

function portOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw new StartRefused(`${name} must be a whole number from 1 to 65535, not "${text}".`, 2);
}

function speedOf(text: string | undefined): number {
  const speed = text === undefined ? DEFAULT_SPEED : Number(text);
  if (speed >= SLOWEST && speed <= FASTEST) return speed;
  const words = `--speed must be a number above 0, from ${SLOWEST} to ${FASTEST}`;
  throw new StartRefused(`${words}, not "${text ?? ''}".`, 2);
}
