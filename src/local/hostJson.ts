import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The extension's default of both queues, `hh:mm:ss`. */
const FIVE_MINUTES = '00:05:00';
const visibility = z
  .string()
  .regex(/^\d\d:\d\d:\d\d$/)
  .default(FIVE_MINUTES);
const storageProvider = z.looseObject({
  controlQueueVisibilityTimeout: visibility,
  workItemQueueVisibilityTimeout: visibility,
});
const hostShape = z.looseObject({
  version: z.literal('2.0'),
  extensions: z
    .looseObject({
      http: z.looseObject({ routePrefix: z.string().optional() }).optional(),
      durableTask: z.looseObject({ storageProvider: storageProvider.optional() }).optional(),
    })
    .optional(),
});

export interface HostJson {
  /** What stands before every route; Functions' default is `api`. */
  readonly routePrefix: string;
  /** How long Durable's queues keep from others what a process took that has crashed since. */
  readonly silentAfterCrashMs: number;
}

/** Throws when host.json is missing or cannot be read. */
export function readHostJson(appDirectory: string): HostJson {
  const file = join(appDirectory, 'host.json');
  if (!existsSync(file)) throw new Error(`${file} does not exist: ${appDirectory} holds no Functions app.`);
  const read = hostShape.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!read.success) throw new Error(`${file}: ${z.prettifyError(read.error)}`);
  const { http, durableTask } = read.data.extensions ?? {};
  const queues = storageProvider.parse(durableTask?.storageProvider ?? {});
  // The later of the two: a turn and its activities are one chain.
  const timeouts = [queues.controlQueueVisibilityTimeout, queues.workItemQueueVisibilityTimeout];
  return {
    routePrefix: http?.routePrefix ?? 'api',
    silentAfterCrashMs: Math.max(...timeouts.map(milliseconds)),
  };
}

function milliseconds(timeSpan: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = timeSpan.split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
