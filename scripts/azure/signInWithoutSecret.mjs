// After the infrastructure: the app registration learns the address of the app, and trusts the app's identity in place
// of a client secret.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { az, needed } from './azureCli.mjs';

const id = needed('AUTH_CLIENT_ID');
const callback = `${needed('SERVICE_API_ENDPOINT')}/.auth/login/aad/callback`;
az('ad', 'app', 'update', '--id', id, '--web-redirect-uris', callback);

const subject = needed('AZURE_IDENTITY_PRINCIPAL_ID');
const credentials = az('ad', 'app', 'federated-credential', 'list', '--id', id);
if (credentials.some((credential) => credential.subject === subject)) {
  console.log('The app registration trusts the identity of the app.');
} else {
  const { tenantId } = az('account', 'show');
  const folder = mkdtempSync(join(tmpdir(), 'fleet-updates-'));
  const file = join(folder, 'credential.json');
  const issuer = `https://login.microsoftonline.com/${tenantId}/v2.0`;
  const credential = {
    name: 'fleet-updates-app',
    issuer,
    subject,
    audiences: ['api://AzureADTokenExchange'],
  };
  try {
    writeFileSync(file, JSON.stringify(credential));
    az('ad', 'app', 'federated-credential', 'create', '--id', id, '--parameters', `@${file}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log('The app registration now trusts the identity of the app.');
}
