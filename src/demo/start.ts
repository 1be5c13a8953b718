import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { scenarioNamed } from '../simulator/scenarios.ts';
import { demoFleet } from '../simulator/seeds.ts';
import { startAzurite } from './azurite.ts';
import { fleetIdsOf } from './fleetIds.ts';
import { DEMO_SECRETS, EVENT_GRID_KEY, putDemoTriggers } from './demoTriggers.ts';
import { localClock } from './localClock.ts';
import { startSystem, type System } from './system.ts';
import { writeSettings } from './writeSettings.ts';

/** One minute of the simulated fleet in a second: an upgrade takes about a quarter of a minute. */
const DEFAULT_SPEED = 60;

const USAGE = `npm start -- [--speed N] [--scenario NAME]
  --speed N        how many times faster than real time the fleet lives (default ${DEFAULT_SPEED})
  --scenario NAME  a failure to play: see docs/simulator-differences.md
Environment: PORT (default 7071), STATE_DIR (default .local), SIMULATOR_PORT (default: a free one)`;

const options = readOptions();
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}

const stateDirectory = resolve(process.env['STATE_DIR'] ?? '.local');
const isFirstStart = mkdirSync(join(stateDirectory, 'azurite'), { recursive: true }) !== undefined;
const clock = localClock(stateDirectory, positiveNumber('--speed', options.speed, DEFAULT_SPEED));
const azurite = await startAzurite({ folder: join(stateDirectory, 'azurite') });
const system = await startSystem({
  clock,
  seed: demoFleet,
  fleets: fleetIdsOf(demoFleet),
  tablesConnectionString: azurite.connectionString(),
  stateDirectory,
  settings: DEMO_SECRETS,
  eventGridKey: EVENT_GRID_KEY,
  port: positiveNumber('PORT', process.env['PORT'], 7071),
  ...(process.env['SIMULATOR_PORT'] !== undefined && {
    simulatorPort: positiveNumber('SIMULATOR_PORT', process.env['SIMULATOR_PORT'], 0),
  }),
  ...(options.scenario !== undefined && { scenario: options.scenario }),
  log: (level, category, message) => {
    if (level === 'error' || level === 'warning') console.error(`[${level}] ${category}: ${message}`);
  },
});
if (isFirstStart) await putDemoTriggers(system.origin);
writeSettings(stateDirectory, system);
printWelcome(system);
closeWhenAsked();

/** An option nobody knows, or a scenario, ends it before anything is started. */
function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        speed: { type: 'string' },
        scenario: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.scenario !== undefined) scenarioNamed(values.scenario);
    return values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(2);
  }
}

function positiveNumber(name: string, text: string | undefined, fallback: number): number {
  const value = text === undefined || text === '' ? fallback : Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  console.error(`${name} must be a number above 0, not "${text ?? ''}".\n${USAGE}`);
  process.exit(2);
}

function printWelcome({ origin, simulator }: System): void {
  console.log(`
Fleet Updates runs.
  dashboard  ${origin}/
  API        ${origin}/api/openapi.json
  members    ${origin}/api/members
  triggers   ${origin}/api/triggers (one of each kind; README has calls that set them off)
  simulator  ${simulator.endpoint} (Fleet Manager and AKS, five members in three regions)
  state      ${stateDirectory}
It goes on where it was when you stop it (Ctrl+C) and start it again. README has calls to try.`);
}

/** Ends on Ctrl+C, and when the process that started this one is gone. */
function closeWhenAsked(): void {
  let closing = false;
  const close = () => {
    if (closing) return;
    closing = true;
    void system
      .close()
      .then(() => azurite.close())
      .then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, close);
  process.on('disconnect', close);
}
