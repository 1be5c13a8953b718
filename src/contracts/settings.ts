import { z } from 'zod';

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

const fleets = z
  .string()
  .transform((text, context) => {
    try {
      const parsed: unknown = JSON.parse(text);
      return parsed;
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON: {"<alias>": "<ARM id of the fleet>"}' });
      return z.NEVER;
    }
  })
  .pipe(z.record(name, fleetId))
  .refine((all) => Object.keys(all).length > 0, 'must name at least one fleet');

/** The app settings, as README explains them. Unknown ones are the platform's own. */
const schema = z
  .object({
    FLEETS: fleets,
    TABLES_CONNECTION_STRING: z.string().optional(),
    TABLES_ENDPOINT: z.url().optional(),
    AZURE_RESOURCE_MANAGER_ENDPOINT: z.url().default('https://management.azure.com'),
    AZURE_RESOURCE_MANAGER_SCOPE: z.string().default('https://management.azure.com/.default'),
    INVENTORY_MAX_AGE_MINUTES: z.coerce.number().int().min(1).default(10),
    RETENTION_DAYS: z.coerce.number().int().min(1).default(400),
    HISTORY_RETENTION_DAYS: z.coerce.number().int().min(1).default(30),
  })
  .refine((all) => (all.TABLES_CONNECTION_STRING === undefined) !== (all.TABLES_ENDPOINT === undefined), {
    path: ['TABLES_ENDPOINT'],
    message: 'set either TABLES_ENDPOINT (with an identity) or TABLES_CONNECTION_STRING',
  });

/** Only settings of this prefix can be named as secrets: a trigger is no way to guess at others. */
export const WEBHOOK_SECRET_SETTING = /^WEBHOOK_SECRET_[A-Z0-9_]+$/;

/** What App Service leaves in a setting whose Key Vault reference it could not resolve. */
const UNRESOLVED = '@Microsoft.KeyVault(';

export interface Settings {
  /** ARM ids by alias. */
  readonly fleets: Readonly<Record<string, string>>;
  readonly tables: { readonly connectionString: string } | { readonly endpoint: string };
  readonly armEndpoint: string;
  readonly armScope: string;
  readonly inventoryMaxAgeMinutes: number;
  readonly retentionDays: number;
  readonly historyRetentionDays: number;
  /** By the names of the app settings. */
  readonly webhookSecrets: ReadonlyMap<string, string>;
}

/** Reads the settings, or throws one error that names every setting that is missing or wrong. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const parsed = schema.safeParse(environment);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Settings are missing or wrong (README, "Configure"). ${wrong.join('; ')}`);
  }
  const all = parsed.data;
  return {
    fleets: all.FLEETS,
    tables:
      all.TABLES_ENDPOINT === undefined
        ? { connectionString: all.TABLES_CONNECTION_STRING ?? '' }
        : { endpoint: all.TABLES_ENDPOINT },
    armEndpoint: all.AZURE_RESOURCE_MANAGER_ENDPOINT,
    armScope: all.AZURE_RESOURCE_MANAGER_SCOPE,
    inventoryMaxAgeMinutes: all.INVENTORY_MAX_AGE_MINUTES,
    retentionDays: all.RETENTION_DAYS,
    historyRetentionDays: all.HISTORY_RETENTION_DAYS,
    webhookSecrets: webhookSecretsOf(environment),
  };
}

function webhookSecretsOf(environment: Readonly<Record<string, string | undefined>>): Map<string, string> {
  const secrets = new Map<string, string>();
  for (const [setting, value = ''] of Object.entries(environment)) {
    if (!WEBHOOK_SECRET_SETTING.test(setting) || value === '' || value.startsWith(UNRESOLVED)) continue;
    secrets.set(setting, value);
  }
  return secrets;
}
