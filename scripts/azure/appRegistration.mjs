// Before the infrastructure: the app registration with which users and pipelines sign in, and its roles. Bicep could
// only make it with an extension that is fetched from elsewhere. Whoever runs this must be allowed to register apps;
// somebody else can run it alone (docs/deploy.md), and AUTH_CLIENT_ID is then set by hand.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { az, needed, remember } from './azureCli.mjs';
import { APP_ROLES, AZURE_CLI, CALL_AS_USER } from './appRoles.mjs';

if (process.env.AUTH_CLIENT_ID) {
  console.log(`App registration ${process.env.AUTH_CLIENT_ID} is used.`);
} else {
  const displayName = `Fleet Updates ${needed('AZURE_ENV_NAME')}`;
  const [existing] = az('ad', 'app', 'list', '--filter', `displayName eq '${displayName}'`);
  const { appId } = existing ?? create(displayName);
  const [principal] = az('ad', 'sp', 'list', '--filter', `appId eq '${appId}'`);
  if (principal === undefined) az('ad', 'sp', 'create', '--id', appId);
  remember('AUTH_CLIENT_ID', appId);
  console.log(
    `App registration "${displayName}" (${appId}) with the roles ${APP_ROLES.map(({ value }) => value).join(', ')}.`,
  );
}

function create(displayName) {
  const folder = mkdtempSync(join(tmpdir(), 'fleet-updates-'));
  const roles = join(folder, 'roles.json');
  try {
    writeFileSync(roles, JSON.stringify(APP_ROLES));
    const made = az(
      ...['ad', 'app', 'create', '--display-name', displayName, '--sign-in-audience', 'AzureADMyOrg'],
      ...['--app-roles', `@${roles}`, '--enable-id-token-issuance', 'true'],
    );
    az('ad', 'app', 'update', '--id', made.appId, '--identifier-uris', `api://${made.appId}`);
    const api = { requestedAccessTokenVersion: 2, oauth2PermissionScopes: [CALL_AS_USER] };
    patch(made.id, folder, { api });
    // Graph takes this only once the permission is there.
    const delegatedPermissionIds = [CALL_AS_USER.id];
    const preAuthorizedApplications = [{ appId: AZURE_CLI, delegatedPermissionIds }];
    patch(made.id, folder, { api: { ...api, preAuthorizedApplications } });
    return made;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What `az ad app` has no options for. */
function patch(objectId, folder, change) {
  const body = join(folder, 'change.json');
  writeFileSync(body, JSON.stringify(change));
  const uri = `https://graph.microsoft.com/v1.0/applications/${objectId}`;
  az(
    'rest',
    '--method',
    'PATCH',
    '--uri',
    uri,
    '--headers',
    'Content-Type=application/json',
    '--body',
    `@${body}`,
  );
}
