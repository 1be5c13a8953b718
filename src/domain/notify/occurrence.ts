import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { openEnum } from '../openEnum.ts';
import { sha256 } from '../sha256.ts';

/** What notifications tell of. `docs/notifications.md` has a row for each; a test compares the two. */
export const OCCURRENCES = {
  'run.started': 'Somebody or a trigger started a run',
  'run.ended': 'An attempt of a run ended',
  'stage.ended': 'A stage of a run ended',
  'member.failed': 'The update of a member failed; with retries, each time',
  'run.waiting': 'A run has waited for the same reason for longer than `waitingMinutes`',
  'gate.pending': 'A gate waits: for somebody to decide, or for what it asks',
  'gate.decided': 'A gate is Completed, Failed or Skipped',
  'gate.expired': 'Nobody decided on a gate in time',
  'start.failed': 'A start that a trigger was asked for did not come about',
  'start.skipped': 'A start that a trigger was asked for was left out',
  'freeze.began': 'A freeze is on',
  'freeze.ended': 'A freeze is over, or was taken away while it was on',
} as const satisfies Record<string, string>;
export type OccurrenceType = keyof typeof OCCURRENCES;

/**
 * Of what happened in the same millisecond a part ends before the whole that ends with it: 0 is told first, 9 last. The
 * times alone do not say so.
 */
export function rankOf({ type }: Pick<Occurrence, 'type'>): number {
  if (type === 'run.started') return 0;
  if (type === 'run.ended') return 9;
  return type === 'stage.ended' ? 8 : 5;
}

/** Of an occurrence, from all that tells it from others. */
export const idOf = (...parts: readonly unknown[]) => sha256(JSON.stringify(parts), 32);

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
  /** Of a wait, from the catalogue. */
  reason: text.exactOptional(),
  /** Its id. */
  gate: text.exactOptional(),
  trigger: text.exactOptional(),
  freeze: text.exactOptional(),
});
export type Occurrence = Immutable<z.infer<typeof occurrenceSchema>>;

/** Where in the dashboard somebody who is told looks next: a path. */
export function pageOf({ run, stage, fleet, member, gate, trigger }: Occurrence): string {
  const of = (...parts: readonly string[]) => `/${parts.map(encodeURIComponent).join('/')}`;
  if (run === undefined) return trigger === undefined ? '/' : of('triggers', trigger);
  if (fleet !== undefined && member !== undefined) return of('runs', run, 'members', fleet, member);
  if (gate !== undefined) return of('runs', run, 'gates', gate);
  return stage === undefined ? of('runs', run) : of('runs', run, 'stages', stage);
}
