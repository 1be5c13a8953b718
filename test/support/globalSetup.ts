import { execFileSync } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAzurite } from '../../src/demo/azurite.ts';
import type { Azurite } from '../../src/demo/azurite.ts';
import { ACCOUNTS, CLAIMS_VARIABLE, PORT_VARIABLE } from './azuriteAccounts.ts';

declare global {
  var azuriteOfThisRun: { readonly azurite: Azurite; readonly claims: string } | undefined;
}

/** One Azurite for all tests of a jest run; they find it by the environment that workers inherit. */
// eslint-disable-next-line no-restricted-syntax -- jest calls the default export
export default async function setUp(): Promise<void> {
  // Tests run the bundle that Azure would load, as it is now.
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
  const azurite = await startAzurite({ accounts: ACCOUNTS });
  const claims = await mkdtemp(join(tmpdir(), 'azurite-accounts-'));
  globalThis.azuriteOfThisRun = { azurite, claims };
  process.env[PORT_VARIABLE] = String(azurite.port);
  process.env[CLAIMS_VARIABLE] = claims;
}
