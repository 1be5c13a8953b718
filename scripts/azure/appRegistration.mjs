// Before the infrastructure: the app registration with which users and pipelines sign in, and its roles. Bicep could
// only make it with an extension that is fetched from elsewhere. Whoever runs this must be allowed to register apps;
// somebody else can run it alone (docs/deploy.md), and AUTH_CLIENT_ID is then set by hand. One that was left half-made is
// completed.
import { az, fail, needed, remember, tryAz, untilAzureKnows, withDocument } from './azureCli.mjs';
import { APP_ROLES, AZURE_CLI, CALL_AS_USER, registrationName } from './appRoles.mjs';
import { cloud } from './cloud.mjs';

const API = { requestedAccessTokenVersion: 2, oauth2PermissionScopes: [CALL_AS_USER] };
const PRE_AUTHORIZED = [{ appId: AZURE_CLI, delegatedPermissionIds: [CALL_AS_USER.id] }];

/** Each with what of the registration says that it is there, and the change that makes it; in the order Graph demands. */
const PARTS = [
  {
    isThere: ({ appRoles }) => APP_ROLES.every(({ id }) => idsOf(appRoles).includes(id)),
    change: ({ appRoles = [] }) => ({
      appRoles: [...appRoles.filter(({ id }) => !idsOf(APP_ROLES).includes(id)), ...APP_ROLES],
    }),
  },
  {
    isThere: ({ web }) => web?.implicitGrantSettings?.enableIdTokenIssuance === true,
    change: () => ({ web: { implicitGrantSettings: { enableIdTokenIssuance: true } } }),
  },
  {
    isThere: ({ appId, identifierUris = [] }) => identifierUris.includes(`api://${appId}`),
    change: ({ appId, identifierUris = [] }) => ({ identifierUris: [...identifierUris, `api://${appId}`] }),
  },
  {
    isThere: ({ api }) =>
      api?.requestedAccessTokenVersion === 2 && idsOf(api.oauth2PermissionScopes).includes(CALL_AS_USER.id),
    change: () => ({ api: API }),
  },
  {
    // For grants to groups: those that are assigned to the app, so that a token never has too many to name them (learn.microsoft.com,
    // "Configure optional claims", groups). Somebody's own choice stays.
    isThere: ({ groupMembershipClaims }) => ![undefined, null, 'None'].includes(groupMembershipClaims),
    change: () => ({ groupMembershipClaims: 'ApplicationGroup' }),
  },
  {
    // Graph takes this only once the permission is there.
    isThere: ({ api }) => (api?.preAuthorizedApplications ?? []).some(({ appId }) => appId === AZURE_CLI),
    change: () => ({ api: { ...API, preAuthorizedApplications: PRE_AUTHORIZED } }),
  },
];

if (process.env.AUTH_CLIENT_ID) {
  console.log(`App registration ${process.env.AUTH_CLIENT_ID} is used.`);
} else {
  const displayName = registrationName({
    AZURE_ENV_NAME: needed('AZURE_ENV_NAME'),
    AZURE_SUBSCRIPTION_ID: needed('AZURE_SUBSCRIPTION_ID'),
  });
  const found = az('ad', 'app', 'list', '--filter', `displayName eq '${displayName}'`);
  if (found.length > 1) {
    const ids = found.map(({ appId }) => appId).join(' or ');
    fail(`"${displayName}" is there ${found.length} times. Say which: azd env set AUTH_CLIENT_ID ${ids}`);
  }
  const app = found[0] ?? create(displayName);
  complete(app);
  const [principal] = az('ad', 'sp', 'list', '--filter', `appId eq '${app.appId}'`);
  if (principal === undefined)
    untilAzureKnows(/does not exist|NotFound|not found/i, () =>
      tryAz('ad', 'sp', 'create', '--id', app.appId),
    );
  remember('AUTH_CLIENT_ID', app.appId);
  console.log(
    `App registration "${displayName}" (${app.appId}) with the roles ${APP_ROLES.map(({ value }) => value).join(', ')}.`,
  );
}

function create(displayName) {
  return az('ad', 'app', 'create', '--display-name', displayName, '--sign-in-audience', 'AzureADMyOrg');
}

function complete(app) {
  const missing = PARTS.filter(({ isThere }) => !isThere(app));
  if (missing.length === 0) return;
  const { graph } = cloud();
  for (const { change } of missing) patch(`${graph}/v1.0/applications/${app.id}`, change(app));
}

/** What `az ad app` has no options for. An application that was just made is not known everywhere for some seconds. */
function patch(uri, change) {
  const headers = ['--headers', 'Content-Type=application/json'];
  withDocument(change, (file) =>
    untilAzureKnows(/does not exist|ResourceNotFound/i, () =>
      tryAz('rest', '--method', 'PATCH', '--uri', uri, ...headers, '--body', file),
    ),
  );
}

function idsOf(list = []) {
  return list.map(({ id }) => id);
}
