import type { TokenCredential } from '@azure/identity';
import { checkSettings, type Settings } from '../contracts/settings.ts';
import { checkApp } from './checkApp.ts';
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
  return [...settingFindings(checked), ...outside, ...app];
}

/** Somebody sits and waits; a token from `az` takes some seconds. */
const PATIENCE_MS = 15_000;

function settingFindings(checked: ReturnType<typeof checkSettings>): Finding[] {
  if ('settings' in checked) return [fine('settings', Object.keys(checked.settings.fleets).join(', '))];
  return checked.wrong.map((line) => missing('settings', line, 'README, "Configure"'));
}

async function checkAzure(
  settings: Settings,
  environment: Patient['environment'],
  credential: TokenCredential,
): Promise<readonly Finding[]> {
  const { tables, armEndpoint: endpoint, armScope: scope, fleets } = settings;
  const connection = 'endpoint' in tables ? { endpoint: tables.endpoint, credential } : tables;
  const findings = await Promise.all([
    checkTables(connection, environment),
    checkFleets({ credential, endpoint, scope, requestTimeoutInMs: PATIENCE_MS }, fleets),
  ]);
  return findings.flat();
}
