import { registrationName } from './appRoles.mjs';
import { tryAz } from './azureCli.mjs';
import { cloud } from './cloud.mjs';
import { listed } from './settings.mjs';

/** Whether what the deployment names is free or its own, and what it refers to is there. */
export function nameFindings(environment) {
  return [groupFinding(environment), registrationFinding(environment), ...referredTo(environment)];
}

function groupFinding({ AZURE_ENV_NAME, AZURE_LOCATION, AZURE_SUBSCRIPTION_ID }) {
  const name = `rg-${AZURE_ENV_NAME}`;
  const check = 'resource group';
  const remedy = `azd env new <another name> --location ${AZURE_LOCATION} --subscription ${AZURE_SUBSCRIPTION_ID}`;
  const { value } = tryAz('group', 'show', '--name', name, '--subscription', AZURE_SUBSCRIPTION_ID);
  if (value === undefined) return { check, ok: true, detail: `${name} is free` };
  if (value.tags?.['azd-env-name'] !== AZURE_ENV_NAME) {
    return {
      check,
      ok: false,
      detail: `${name} is there and is not of azd, which would take all in it away`,
      remedy,
    };
  }
  if (value.location !== AZURE_LOCATION) {
    return { check, ok: false, detail: `${name} is in ${value.location}, and cannot move`, remedy };
  }
  return { check, ok: true, detail: `${name} is of this environment` };
}

function registrationFinding(environment) {
  const { AUTH_CLIENT_ID } = environment;
  const check = 'app registration';
  if (AUTH_CLIENT_ID) return { check, ok: true, detail: `${AUTH_CLIENT_ID} is used` };
  const displayName = registrationName(environment);
  const { value = [] } = tryAz('ad', 'app', 'list', '--filter', `displayName eq '${displayName}'`);
  if (value.length > 1) {
    const remedy = `azd env set AUTH_CLIENT_ID ${value.map(({ appId }) => appId).join('   # or ')}`;
    return { check, ok: false, detail: `"${displayName}" is there ${value.length} times`, remedy };
  }
  if (value.length === 1)
    return { check, ok: true, detail: `"${displayName}" is there, and completed if need be` };
  const url = `${cloud().graph}/v1.0/policies/authorizationPolicy`;
  const policy = tryAz('rest', '--method', 'GET', '--url', url).value;
  if (policy?.defaultUserRolePermissions?.allowedToCreateApps === false) {
    const remedy =
      `AZURE_ENV_NAME=${environment.AZURE_ENV_NAME} AZURE_SUBSCRIPTION_ID=${environment.AZURE_SUBSCRIPTION_ID} ` +
      'node scripts/azure/appRegistration.mjs   # to be run by an Application Administrator, unless you are one';
    return { check, ok: false, detail: 'your directory lets users register no applications', remedy };
  }
  return { check, ok: true, detail: `"${displayName}" is free` };
}

function referredTo({ FLEETS, RELEASE_SOURCES }) {
  const fleets = Object.entries(JSON.parse(FLEETS)).map(([alias, id]) => [`fleet ${alias}`, id, 'FLEETS']);
  const clusters = listed(RELEASE_SOURCES).map((id) => [
    `release source ${id.split('/').at(-1)}`,
    id,
    'RELEASE_SOURCES',
  ]);
  return [...fleets, ...clusters].map(([check, id, setting]) => {
    const { problem } = tryAz('resource', 'show', '--ids', id);
    if (problem === undefined) return { check, ok: true, detail: 'it is there' };
    const type = setting === 'FLEETS' ? 'fleets' : 'managedClusters';
    const remedy = `az resource list --resource-type Microsoft.ContainerService/${type} --query "[].id"   # then: azd env set ${setting} '…'`;
    return { check, ok: false, detail: `it is not there, or you may not see it: ${id}`, remedy };
  });
}
