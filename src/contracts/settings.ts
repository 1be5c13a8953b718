import { z } from 'zod';
import { issueText } from '../domain/issueText.ts';
import { NOTIFICATION_SECRET, NOTIFICATION_URL } from '../domain/notify/notification.ts';
import type { Authentication } from './principal.ts';

const name = z
  .string()
  .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/)
  .max(50);
const fleetId = z
  .string()
  .regex(
    /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.ContainerService\/fleets\/[^/]+$/i,
    'must be the ARM id of a fleet: /subscriptions/…/resourceGroups/…/providers/Microsoft.ContainerService/fleets/…',
  );

/** Keys that a JSON object of strings has more than once: parsing keeps the last of each and says nothing. */
function repeatedKeys(json: string): string[] {
  const strings = [...json.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?/g)];
  const keys = strings.flatMap(([, text = '', colon]) =>
    colon === undefined ? [] : [String(JSON.parse(text))],
  );
  return [...new Set(keys.filter((key, at) => keys.indexOf(key) !== at))];
}

const fleets = z
  .string()
  .transform((text, context) => {
    try {
      const parsed: unknown = JSON.parse(text);
      for (const alias of repeatedKeys(text)) {
        const message = `${alias} is there twice, and only the last of them would count: give each fleet an alias of its own`;
        context.addIssue({ code: 'custom', message });
      }
      return parsed;
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON: {"<alias>": "<ARM id of the fleet>"}' });
      return z.NEVER;
    }
  })
  .pipe(z.record(name, fleetId))
  .refine((all) => Object.keys(all).length > 0, 'must name at least one fleet')
  .superRefine((all, context) => {
    // A run over both would have every cluster of it twice.
    for (const aliases of Map.groupBy(Object.keys(all), (alias) => all[alias]?.toLowerCase()).values()) {
      if (aliases.length < 2) continue;
      const message = `${aliases.join(' and ')} are one fleet (case does not count in ARM ids): keep one alias of it`;
      context.addIssue({ code: 'custom', message });
    }
  });

/** Separated by commas; addresses without brackets. */
const hosts = z
  .string()
  .transform((text) => text.split(',').flatMap((host) => host.trim().toLowerCase() || []))
  .pipe(z.array(z.string().regex(/^[a-z0-9_.:-]+$/, 'must be hosts without scheme, port and path')));

/** The app settings, as docs/settings.md explains them. Unknown ones are the platform's own. */
const schema = z
  .object({
    FLEETS: fleets,
    APP_AUTHENTICATION: z.enum(['entra', 'off']).optional(),
    AUTH_SCOPE: z
      .string()
      .regex(/^[^\s"\\]*$/, 'must be a scope such as api://<client id>/.default')
      .optional(),
    TABLES_CONNECTION_STRING: z.string().optional(),
    TABLES_ENDPOINT: z.url().optional(),
    AZURE_RESOURCE_MANAGER_ENDPOINT: z.url().default('https://management.azure.com'),
    AZURE_RESOURCE_MANAGER_SCOPE: z.string().default('https://management.azure.com/.default'),
    AZURE_MONITOR_ENDPOINT: z.url().optional(),
    HEALTH_CHECK_HOSTS: hosts.optional(),
    APP_URL: z.url({ protocol: /^https?$/ }).optional(),
    OUTBOUND_PRIVATE_HOSTS: hosts.optional(),
    MAX_CONCURRENT_UPDATES: z.coerce.number().int().min(1).optional(),
    INVENTORY_MAX_AGE_MINUTES: z.coerce.number().int().min(1).default(10),
    APPLICATIONINSIGHTS_CONNECTION_STRING: z.string().optional(),
    RETENTION_DAYS: z.coerce.number().int().min(1).default(400),
    HISTORY_RETENTION_DAYS: z.coerce.number().int().min(1).default(30),
  })
  .refine((all) => (all.TABLES_CONNECTION_STRING === undefined) !== (all.TABLES_ENDPOINT === undefined), {
    path: ['TABLES_ENDPOINT'],
    message: 'set either TABLES_ENDPOINT (with an identity) or TABLES_CONNECTION_STRING',
  });

/** Names of the settings; webhook secrets are named by whoever makes them. */
export const SETTING_NAMES = Object.keys(schema.shape);

/** Only settings of this prefix can be named as secrets: a trigger is no way to guess at others. */
export const WEBHOOK_SECRET_SETTING = /^WEBHOOK_SECRET_[A-Z0-9_]+$/;

/** What App Service leaves in a setting whose Key Vault reference it could not resolve. */
const UNRESOLVED = '@Microsoft.KeyVault(';

export interface Settings {
  /** ARM ids by alias. */
  readonly fleets: Readonly<Record<string, string>>;
  readonly tables: { readonly connectionString: string } | { readonly endpoint: string };
  readonly authentication: Authentication;
  readonly armEndpoint: string;
  readonly armScope: string;
  /** In place of Azure Monitor's hosts; absent for those. */
  readonly monitorEndpoint: string | undefined;
  /** Where health checks of type Http may go, in lower case. */
  readonly healthCheckHosts: readonly string[];
  /** What the app sends to though its addresses are private. */
  readonly outboundPrivateHosts: readonly string[];
  /** Members of a fleet that update at once, over all runs; undefined for no bound. */
  readonly maxConcurrentUpdates: number | undefined;
  readonly inventoryMaxAgeMinutes: number;
  /** Where spans and metrics go; nowhere when absent. */
  readonly insightsConnectionString: string | undefined;
  readonly retentionDays: number;
  readonly historyRetentionDays: number;
  /** By the names of the app settings. */
  readonly webhookSecrets: ReadonlyMap<string, string>;
  /** Addresses and secrets that notifications name, by the names of the app settings. */
  readonly notificationSettings: ReadonlyMap<string, string>;
  /** Where people find the dashboard, without a slash at its end; undefined where nobody has said it. */
  readonly appUrl: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the settings, or throws one error that names every setting that is missing or wrong. */
export function readSettings(environment: Environment): Settings {
  const checked = checkSettings(environment);
  if ('settings' in checked) return checked.settings;
  throw new Error(`Settings are missing or wrong (docs/settings.md). ${checked.wrong.join('; ')}`);
}

/** The settings, or a line for each that is missing or wrong. */
export function checkSettings(
  environment: Environment,
): { readonly settings: Settings } | { readonly wrong: readonly string[] } {
  const parsed = schema.safeParse(environment, { error: issueText });
  if (parsed.success) return { settings: settingsOf(parsed.data, environment) };
  return { wrong: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) };
}

function settingsOf(all: z.infer<typeof schema>, environment: Environment): Settings {
  return {
    fleets: all.FLEETS,
    tables:
      all.TABLES_ENDPOINT === undefined
        ? { connectionString: all.TABLES_CONNECTION_STRING ?? '' }
        : { endpoint: all.TABLES_ENDPOINT },
    authentication: authenticationOf(all.APP_AUTHENTICATION, environment),
    armEndpoint: all.AZURE_RESOURCE_MANAGER_ENDPOINT,
    armScope: all.AZURE_RESOURCE_MANAGER_SCOPE,
    monitorEndpoint: all.AZURE_MONITOR_ENDPOINT,
    healthCheckHosts: all.HEALTH_CHECK_HOSTS ?? [],
    outboundPrivateHosts: all.OUTBOUND_PRIVATE_HOSTS ?? [],
    maxConcurrentUpdates: all.MAX_CONCURRENT_UPDATES,
    inventoryMaxAgeMinutes: all.INVENTORY_MAX_AGE_MINUTES,
    insightsConnectionString: all.APPLICATIONINSIGHTS_CONNECTION_STRING,
    retentionDays: all.RETENTION_DAYS,
    historyRetentionDays: all.HISTORY_RETENTION_DAYS,
    webhookSecrets: webhookSecretsOf(environment),
    notificationSettings: namedSettings(environment, [NOTIFICATION_URL, NOTIFICATION_SECRET]),
    appUrl: appUrlOf(all.APP_URL, environment),
  };
}

/** Those that the app can read here. */
export function webhookSecretsOf(environment: Environment): Map<string, string> {
  return namedSettings(environment, [WEBHOOK_SECRET_SETTING]);
}

/** Settings that users name, and that the app can read. */
function namedSettings(environment: Environment, patterns: readonly RegExp[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const [setting, value = ''] of Object.entries(environment)) {
    const isOne = patterns.some((pattern) => pattern.test(setting));
    if (isOne && value !== '' && !value.startsWith(UNRESOLVED)) found.set(setting, value);
  }
  return found;
}

/** The platform knows the app by this name (https://learn.microsoft.com/azure/app-service/reference-app-settings). */
function appUrlOf(said: string | undefined, { WEBSITE_HOSTNAME: host }: Environment): string | undefined {
  if (said !== undefined) return said.replace(/\/+$/, '');
  if (host === undefined || host === '') return undefined;
  return `${/^(localhost|127\.0\.0\.1)(:|$)/.test(host) ? 'http' : 'https'}://${host}`;
}

/** App Service and Functions set these wherever they run an app. */
const PLATFORM_VARIABLES = ['WEBSITE_INSTANCE_ID', 'WEBSITE_SITE_NAME'];

/** Off only where it is said, and not on the platform: a forgotten setting opens nothing, wherever the app runs. */
function authenticationOf(asked: 'entra' | 'off' | undefined, environment: Environment): Authentication {
  if (asked === 'entra') {
    const scope = environment['AUTH_SCOPE'];
    return scope === undefined || scope === '' ? { kind: 'entra' } : { kind: 'entra', scope };
  }
  const platform = PLATFORM_VARIABLES.find((variable) => environment[variable] !== undefined);
  if (platform !== undefined) {
    const now = asked === undefined ? 'is not set' : 'is off';
    const reason = `APP_AUTHENTICATION ${now}, but the app runs in Azure (${platform} is set), so it answers nobody. Turn on the authentication of the Function App and set APP_AUTHENTICATION to entra.`;
    return { kind: 'refused', reason };
  }
  if (asked === 'off') return { kind: 'off' };
  const reason =
    'APP_AUTHENTICATION is not set, so the app answers nobody. Set it to entra where the platform in front of the app checks who calls; to off only where nobody but you reaches the app, as everybody may do everything then.';
  return { kind: 'refused', reason };
}
