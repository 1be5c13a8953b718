// Writes the dashboard's types of the API, from the OpenAPI document that the built app serves; prints them with --print.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runningClock } from '../src/clock/clock.ts';
import { startHost } from '../src/local/host.ts';
import openapiTS, { astToString } from 'openapi-typescript';

const host = await startHost({
  appDirectory: fileURLToPath(new URL('..', import.meta.url)),
  clock: runningClock(),
  // Nothing of these is asked for the document.
  settings: {
    FLEETS: JSON.stringify({
      demo: '/subscriptions/0/resourceGroups/rg/providers/Microsoft.ContainerService/fleets/demo',
    }),
    TABLES_CONNECTION_STRING: 'UseDevelopmentStorage=true',
    APP_AUTHENTICATION: 'off',
  },
});
const response = await fetch(`${host.origin}/api/openapi.json`);
const types = await apiTypesOf(await response.text());
if (process.argv.includes('--print')) process.stdout.write(types);
else await writeFile(fileURLToPath(new URL('../src/web/api/schema.ts', import.meta.url)), types);
await host.kill();

/** TypeScript of an OpenAPI document, as `src/web/api/schema.ts` has it. */
async function apiTypesOf(openApi: string): Promise<string> {
  const types = astToString(await openapiTS(openApi, { alphabetize: true }));
  return `// Made from the API's OpenAPI document by \`npm run api-types\`.\n\n${types}`;
}
