import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { openEnum } from '../openEnum.ts';

/** What notifications tell of. `docs/notifications.md` has a row for each; a test compares the two. */
export const OCCURRENCES = {
  'run.started': 'Somebody or a trigger started a run',
  'run.ended': 'An attempt of a run ended',
  'stage.ended': 'A stage of a run ended',
  'member.failed': 'The update of a member failed, and is not tried again in that attempt',
} as const satisfies Record<string, string>;

/** Only `POST …/test` sends it. */
export const TEST = 'test';

const text = z.string();

/** One thing that happened, as it is told, and only what is known of it. */
export const occurrenceSchema = z.object({
  /** The same for the same thing, whoever finds it and however often. */
  id: text,
  type: openEnum({ ...OCCURRENCES, [TEST]: '' }),
  /** When it happened. */
  time: text,
  /** A sentence. */
  message: text,
  run: text.exactOptional(),
  runId: text.exactOptional(),
  attempt: z.int().exactOptional(),
  strategy: text.exactOptional(),
  /** Of the run; none of them is every fleet. */
  fleets: z.array(text).exactOptional(),
  stage: text.exactOptional(),
  group: text.exactOptional(),
  fleet: text.exactOptional(),
  member: text.exactOptional(),
  /** What it came to, such as Failed. */
  state: text.exactOptional(),
});
export type Occurrence = Immutable<z.infer<typeof occurrenceSchema>>;

/** Where in the dashboard somebody who is told looks next: a path. */
export function pageOf({ run, stage, fleet, member }: Occurrence): string {
  if (run === undefined) return '/';
  const of = (...parts: readonly string[]) => `/${parts.map(encodeURIComponent).join('/')}`;
  if (fleet !== undefined && member !== undefined) return of('runs', run, 'members', fleet, member);
  return stage === undefined ? of('runs', run) : of('runs', run, 'stages', stage);
}
