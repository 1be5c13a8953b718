import { join } from 'node:path';
import { subscribe } from 'node:diagnostics_channel';
import { ClientRequest } from 'node:http';
import { runningClock } from '../../src/clock/clock.ts';
import { fleetIdsOf } from '../../src/demo/fleetIds.ts';
import { startSystem } from '../../src/demo/system.ts';
import { demoFleet } from '../../src/simulator/seeds.ts';

/**
 * The whole system in a process of its own, on a clock that runs fast: `hostProcess.ts <state directory> <k>`. It
 * kills itself by SIGKILL right after the k-th table write or ARM call, before the app has seen the answer.
 */
const [, , stateDirectory = '', k = '0'] = process.argv;
const SPEED = 200;
const { TABLES = '', REAL = '0', SHOWN = '0' } = process.env;
let seen = 0;

subscribe('http.client.response.finish', (message) => {
  if (typeof message !== 'object' || message === null || !('request' in message)) return;
  const { request } = message;
  if (!(request instanceof ClientRequest) || ['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return;
  seen += 1;
  if (seen === Number(k)) process.kill(process.pid, 'SIGKILL');
});

const system = await startSystem({
  clock: runningClock(SPEED, { real: Number(REAL), shown: Number(SHOWN) }),
  seed: { ...demoFleet, upgradeSeconds: 30 },
  fleets: fleetIdsOf(demoFleet),
  tablesConnectionString: TABLES,
  stateDirectory: join(stateDirectory),
});
process.send?.({ origin: system.origin });
