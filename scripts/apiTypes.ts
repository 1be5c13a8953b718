// Writes the dashboard's types of the API, from the OpenAPI document that the built app serves.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runningClock } from '../src/clock/clock.ts';
import { startHost } from '../src/local/host.ts';
import { apiTypesOf } from './apiTypesOf.ts';

const host = await startHost({
  appDirectory: fileURLToPath(new URL('..', import.meta.url)),
  clock: runningClock(),
  // Nothing of these is asked for the document.
  settings: {
    FLEETS: JSON.stringify({
      demo: '/subscriptions/0/resourceGroups/rg/providers/Microsoft.ContainerService/fleets/demo',
    }),
    TABLES_CONNECTION_STRING: 'UseDevelopmentStorage=true',
  },
});
const response = await fetch(`${host.origin}/api/openapi.json`);
const file = fileURLToPath(new URL('../src/web/api/schema.ts', import.meta.url));
await writeFile(file, await apiTypesOf(await response.text()));
await host.kill();
