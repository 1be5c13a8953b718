// After the infrastructure: the app registration learns the address of the app, and trusts the app's identity in place
// of a client secret.
import { az, needed, withDocument } from './azureCli.mjs';
import { cloud } from './cloud.mjs';

const id = needed('AUTH_CLIENT_ID');
const callback = `${needed('SERVICE_API_ENDPOINT')}/.auth/login/aad/callback`;
const addresses = az('ad', 'app', 'show', '--id', id).web?.redirectUris ?? [];
if (!addresses.includes(callback)) {
  az('ad', 'app', 'update', '--id', id, '--web-redirect-uris', ...addresses, callback);
}

// By the name of the app: when `azd down` and `azd up` have made the app anew, its identity is another, and the name is
// still taken by the trust in the former one.
const name = needed('AZURE_FUNCTION_APP_NAME');
const subject = needed('AZURE_IDENTITY_PRINCIPAL_ID');
const existing = az('ad', 'app', 'federated-credential', 'list', '--id', id).find(
  (each) => each.name === name || each.subject === subject,
);
if (existing?.subject === subject) {
  console.log('The app registration trusts the identity of the app.');
} else {
  const { login, exchangeAudience } = cloud();
  const issuer = `${login}/${az('account', 'show').tenantId}/v2.0`;
  withDocument({ name, issuer, subject, audiences: [exchangeAudience] }, (file) => {
    const which = existing
      ? ['update', '--id', id, '--federated-credential-id', name]
      : ['create', '--id', id];
    az('ad', 'app', 'federated-credential', ...which, '--parameters', file);
  });
  console.log('The app registration now trusts the identity of the app.');
}
