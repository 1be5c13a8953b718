import type { TokenCredential } from '@azure/identity';
import { createHealthGateway } from '../azure/health/azureHealth.ts';
import type { TableConnection } from '../azure/tables/tableClients.ts';
import { tableStores } from '../azure/tables/tableStores.ts';
import { checkSettings, type Settings } from '../contracts/settings.ts';
import { DependencyError } from '../domain/errors.ts';
import { endpointsAsked } from '../domain/gate/askedOutside.ts';
import { checkWorkspaces } from './checkHealth.ts';
import { checkApp, isOnThisMachine } from './checkApp.ts';
import { checkFleets } from './checkFleets.ts';
import { checkTables } from './checkTables.ts';
import { fine, missing, type Finding } from './finding.ts';

export interface Patient {
  /** The app's settings, as the app would read them. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where the app answers. */
  readonly url: string | undefined;
  readonly credential: TokenCredential;
}

/**
 * Checks all that the app needs: settings, tables, secrets of webhooks, fleets, clusters, and the app itself. Leaves everything as it
 * was. Rights are those of the credential, which need not be the app's own.
 */
export async function examine({ environment, url, credential }: Patient): Promise<readonly Finding[]> {
  const checked = checkSettings(environment);
  const settings = 'settings' in checked ? checked.settings : undefined;
  const [outside, app] = await Promise.all([
    settings ? checkAzure(settings, environment, credential) : [],
    checkApp(url, settings?.authentication),
  ]);
  return [...settingFindings(checked), ...hostFindings(environment, url), ...outside, ...app];
}

/** Somebody sits and waits; a token from `az` takes some seconds. */
const PATIENCE_MS = 15_000;

function settingFindings(checked: ReturnType<typeof checkSettings>): Finding[] {
  if ('settings' in checked) return [fine('settings', Object.keys(checked.settings.fleets).join(', '))];
  return checked.wrong.map((line) => missing('settings', line, 'docs/settings.md'));
}

/** The Functions host's own storage, by a connection string or, with two underscores, by an identity. */
const HOST_STORAGE = /^AzureWebJobsStorage(__\w+)?$/;

/** The local host keeps its own state elsewhere. */
function hostFindings(environment: Patient['environment'], url: string | undefined): Finding[] {
  if (url === undefined || isOnThisMachine(url)) return [];
  const isSet = Object.entries(environment).some(
    ([name, value]) => HOST_STORAGE.test(name) && (value ?? '') !== '',
  );
  if (isSet) return [fine('setting AzureWebJobsStorage', 'it is set')];
  const remedy = 'Set AzureWebJobsStorage__accountName to the storage account of the Functions host';
  return [missing('setting AzureWebJobsStorage', 'it is not set, so the Functions host cannot run', remedy)];
}

async function checkAzure(
  settings: Settings,
  environment: Patient['environment'],
  credential: TokenCredential,
): Promise<readonly Finding[]> {
  const { tables, armEndpoint: endpoint, armScope: scope, fleets, monitorEndpoint } = settings;
  const arm = { credential, endpoint, scope, requestTimeoutInMs: PATIENCE_MS };
  const health = createHealthGateway(arm, monitorEndpoint);
  const connection = 'endpoint' in tables ? { endpoint: tables.endpoint, credential } : tables;
  const findings = await Promise.all([
    checkTables(connection, environment),
    checkFleets(arm, fleets, health),
    workspacesNamed(connection).then((named) => checkWorkspaces(health, named, new Date().toISOString())),
  ]);
  return findings.flat();
}

/** By the health checks of strategies. Tables that do not answer have a line of their own. */
async function workspacesNamed(connection: TableConnection): Promise<string[]> {
  try {
    const strategies = await tableStores(connection).strategies.list();
    return [...new Set(strategies.flatMap(({ value }) => endpointsAsked(value.stages)))];
  } catch (error) {
    if (error instanceof DependencyError) return [];
    throw error;
  }
}
