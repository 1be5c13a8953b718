import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { demoFleet } from '../simulator/seeds.ts';
import { ApiClient } from './apiClient.ts';
import { startAzurite, type Azurite } from './azurite.ts';
import { DEMO_SECRETS, EVENT_GRID_KEY, putDemoTriggersOnce } from './demoTriggers.ts';
import { Ending } from './ending.ts';
import { fleetIdsOf } from './fleetIds.ts';
import { localClock } from './localClock.ts';
import { PERSONAS, personaFront } from './personas.ts';
import { startOptions, StartRefused, USAGE, type StartOptions } from './startOptions.ts';
import { startReceiver } from './receiver.ts';
import { refusalOf } from './startRefusals.ts';
import { lockState, type StateLock } from './stateLock.ts';
import { startSystem, type System } from './system.ts';
import { writeSettings } from './writeSettings.ts';

/** A system that was told to end has so long to do it before another start says that the state is in use. */
const PATIENCE_MS = 5_000;

const ending = new Ending();
try {
  const options = startOptions(process.argv.slice(2), process.env);
  if (options.help) console.log(USAGE);
  else await start(options);
} catch (error) {
  const refusal = refusalOf(error, process.env);
  console.error(refusal instanceof StartRefused ? refusal.message : refusal);
  await ending.end(refusal instanceof StartRefused ? refusal.exitCode : 1);
}

async function start(options: StartOptions): Promise<void> {
  const { stateDirectory } = options;
  const lock = openState(stateDirectory);
  ending.add(() => lock.release());
  const clock = localClock(stateDirectory, options.speed);
  const azurite = await startAzurite({ folder: join(stateDirectory, 'azurite') });
  ending.add(() => azurite.close());
  void endWith(azurite);
  const receiver = await startReceiver(clock, DEMO_SECRETS.NOTIFICATION_SECRET_RECEIVER);
  ending.add(() => receiver.close());
  const system = await startSystem({
    clock,
    seed: demoFleet,
    fleets: fleetIdsOf(demoFleet),
    tablesConnectionString: azurite.connectionString(),
    stateDirectory,
    settings: {
      ...DEMO_SECRETS,
      NOTIFICATION_URL_RECEIVER: receiver.url,
      OUTBOUND_PRIVATE_HOSTS: 'localhost',
      ...(options.personas && { APP_AUTHENTICATION: 'entra' }),
    },
    ...(options.personas && { front: personaFront }),
    eventGridKey: EVENT_GRID_KEY,
    port: options.port,
    ...(options.simulatorPort !== undefined && { simulatorPort: options.simulatorPort }),
    ...(options.scenario !== undefined && { scenario: options.scenario }),
    log: (level, category, message) => {
      if (level === 'error' || level === 'warning') console.error(`[${level}] ${category}: ${message}`);
    },
  });
  ending.add(() => system.close());
  await putDemoTriggersOnce(
    new ApiClient(system.origin, options.personas ? 'admin' : undefined),
    stateDirectory,
  );
  writeSettings(stateDirectory, system);
  if (!ending.hasBegun) printWelcome(system, receiver.page, options);
}

function openState(stateDirectory: string): StateLock {
  mkdirSync(join(stateDirectory, 'azurite'), { recursive: true });
  return lockState(join(stateDirectory, 'lock.sqlite'), PATIENCE_MS);
}

/** Without its tables the app would answer nothing but errors. */
async function endWith(azurite: Azurite): Promise<void> {
  await azurite.ended;
  if (ending.hasBegun) return;
  console.error('Azurite, which keeps the tables, has ended: the system ends too. Start it again to go on.');
  await ending.end(1);
}

function printWelcome(
  { origin, simulator }: System,
  told: string,
  { stateDirectory, personas }: StartOptions,
): void {
  const people = Object.keys(PERSONAS).join(', ');
  const signIn = personas ? `\n  sign in    ${origin}/.auth/login/aad, or by the token ${people}` : '';
  console.log(`
Fleet Updates runs.
  dashboard  ${origin}/${signIn}
  API        ${origin}/api/openapi.json
  members    ${origin}/api/members
  triggers   ${origin}/api/triggers (one of each kind; docs/triggers.md has calls that set them off)
  told       ${told} (what the notification receiver was told; docs/notifications.md)
  simulator  ${simulator.endpoint} (Fleet Manager and AKS, five members in three regions)
  state      ${stateDirectory}
It goes on where it was when you stop it (Ctrl+C) and start it again. README has calls to try.`);
}
