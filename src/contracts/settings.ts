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
    APPLICATIONINSIGHTS_CONNECTION_STRING: z.string().optional(),
    RETENTION_DAYS: z.coerce.number().int().min(1).default(400),
    HISTORY_RETENTION_DAYS: z.coerce.number().int().min(1).default(30),
  })
  .refine((all) => (all.TABLES_CONNECTION_STRING === undefined) !== (all.TABLES_ENDPOINT === undefined), {
    path: ['TABLES_ENDPOINT'],
    message: 'set either TABLES_ENDPOINT (with an identity) or TABLES_CONNECTION_STRING',
  });

export interface Settings {
  /** ARM ids by alias. */
  readonly fleets: Readonly<Record<string, string>>;
  readonly tables: { readonly connectionString: string } | { readonly endpoint: string };
  readonly armEndpoint: string;
  readonly armScope: string;
  readonly inventoryMaxAgeMinutes: number;
  /** Where spans and metrics go; nowhere when absent. */
  readonly insightsConnectionString: string | undefined;
  readonly retentionDays: number;
  readonly historyRetentionDays: number;
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
    insightsConnectionString: all.APPLICATIONINSIGHTS_CONNECTION_STRING,
    retentionDays: all.RETENTION_DAYS,
    historyRetentionDays: all.HISTORY_RETENTION_DAYS,
  };
}
