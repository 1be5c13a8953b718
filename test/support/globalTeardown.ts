import { rm } from 'node:fs/promises';

/** Jest runs this in the process of the set-up, once all tests have ended. */
// eslint-disable-next-line no-restricted-syntax -- jest calls the default export
export default async function tearDown(): Promise<void> {
  const started = globalThis.azuriteOfThisRun;
  if (!started) return;
  await started.azurite.close();
  await rm(started.claims, { recursive: true });
}
