import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { System } from './system.ts';

/**
 * Leaves what the app was told where `npm run doctor` looks for it, with the simulator's certificate. Only for whoever
 * started it: the identity's secret is in it.
 */
export function writeSettings(stateDirectory: string, { origin, settings, simulator }: System): void {
  const certificate = join(stateDirectory, 'simulator.pem');
  const process = { NO_PROXY: '127.0.0.1,localhost', NODE_EXTRA_CA_CERTS: certificate };
  const content = { url: origin, Values: { ...settings, ...process } };
  writeFileSync(certificate, simulator.certificate, { mode: 0o600 });
  writeFileSync(join(stateDirectory, 'settings.json'), JSON.stringify(content, undefined, 2), {
    mode: 0o600,
  });
}
