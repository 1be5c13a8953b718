import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** `local.settings.json` and what `npm start` writes, or the list that `az functionapp config appsettings list` gives. */
const shape = z.union([
  z
    .looseObject({ Values: z.record(z.string(), z.string()), url: z.url().exactOptional() })
    .transform(({ Values, url }) => ({ settings: Values, url })),
  z.array(z.looseObject({ name: z.string(), value: z.string().nullable() })).transform((list) => ({
    settings: Object.fromEntries(list.map(({ name, value }) => [name, value ?? ''])),
    url: undefined,
  })),
]);

export interface SettingsFile {
  readonly settings: Readonly<Record<string, string | undefined>>;
  /** Where the app answers, when the file says so. */
  readonly url: string | undefined;
}

/** Throws with words that name the file when it cannot be read or is neither of the two. */
export function readSettingsFile(path: string): SettingsFile {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  const parsed = shape.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new Error(
    `${path} holds no app settings: it must be a local.settings.json, or what "az functionapp config appsettings list" prints.`,
  );
}
