import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const hostShape = z.looseObject({
  version: z.literal('2.0'),
  extensions: z
    .looseObject({ http: z.looseObject({ routePrefix: z.string().optional() }).optional() })
    .optional(),
});

/** What stands before every route; Functions' default is `api`. Throws when host.json is missing or cannot be read. */
export function routePrefixOf(appDirectory: string): string {
  const file = join(appDirectory, 'host.json');
  if (!existsSync(file)) throw new Error(`${file} does not exist: ${appDirectory} holds no Functions app.`);
  const read = hostShape.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!read.success) throw new Error(`${file}: ${z.prettifyError(read.error)}`);
  return read.data.extensions?.http?.routePrefix ?? 'api';
}
