import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { azuriteConnectionString } from '../../src/demo/azurite.ts';
import { ACCOUNTS, CLAIMS_VARIABLE, PORT_VARIABLE } from './azuriteAccounts.ts';

/**
 * The connection string of a storage account that no other test of this jest run has or will have: it is
 * empty. Claims are files, because each test file has its own module state and may have its own process.
 */
export function newAccount(): string {
  const port = process.env[PORT_VARIABLE];
  const claims = process.env[CLAIMS_VARIABLE];
  if (port === undefined || claims === undefined) throw new Error('Azurite is started by jest only.');
  const first = randomInt(ACCOUNTS.length);
  const tried = [...ACCOUNTS.slice(first), ...ACCOUNTS.slice(0, first)];
  const account = tried.find((name) => isClaimed(join(claims, name)));
  if (account === undefined) throw new Error('All accounts of Azurite are taken.');
  return azuriteConnectionString(Number(port), account);
}

/** False when another test was first. */
function isClaimed(file: string): boolean {
  try {
    writeFileSync(file, '', { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}
