import { z } from 'zod';
import type { Immutable } from '../immutable.ts';

/** What a check, and a whole evaluation, comes to, the one that counts most first. */
const outcomeSchema = z.enum(['Failed', 'Error', 'Inconclusive', 'Successful']);
export type HealthOutcome = z.infer<typeof outcomeSchema>;

/** One thing that speaks for or against health. */
const evidenceSchema = z.object({
  /** Name of the member. */
  cluster: z.string().exactOptional(),
  /** A metric, an alert, a version. */
  what: z.string(),
  value: z.union([z.string(), z.number()]).exactOptional(),
  /** What it was held to. */
  rule: z.string().exactOptional(),
});
export type Evidence = Immutable<z.infer<typeof evidenceSchema>>;

const checkResultSchema = z.object({
  type: z.string(),
  name: z.string().exactOptional(),
  outcome: outcomeSchema,
  message: z.string(),
  /** Of what is not Successful, at most a few; the message counts the rest. */
  evidence: z.array(evidenceSchema).exactOptional(),
});
export type CheckResult = Immutable<z.infer<typeof checkResultSchema>>;

/** One look at all checks of a gate. */
export const evaluationSchema = z.object({
  /** From 1 on, in this attempt. */
  number: z.int().positive(),
  /** When the look began, ISO 8601 UTC. */
  time: z.string(),
  outcome: outcomeSchema,
  checks: z.array(checkResultSchema),
});
export type Evaluation = Immutable<z.infer<typeof evaluationSchema>>;

/** Failed over Error over Inconclusive over Successful; nothing at all is no proof of health. */
export function combined(outcomes: readonly HealthOutcome[]): HealthOutcome {
  return outcomeSchema.options.find((each) => outcomes.includes(each)) ?? 'Inconclusive';
}

/** What a source said about one cluster, or about all of them. */
export interface Finding {
  readonly outcome: HealthOutcome;
  readonly evidence: Evidence;
}

const MOST_EVIDENCE = 5;
const LONGEST_TEXT = 200;

/** The result of a check from what was found; `healthy` are the words where all is well. */
export function resultOf(
  check: { readonly type: string; readonly name?: string },
  found: readonly Finding[],
  healthy: string,
): CheckResult {
  const outcome = combined(found.map((each) => each.outcome));
  const { type, name } = check;
  const about = name === undefined ? { type } : { type, name };
  if (outcome === 'Successful') return { ...about, outcome, message: healthy };
  // What decides comes first: there may be more of the others than are kept.
  const bad = found.filter((each) => each.outcome === outcome);
  const evidence = bad.slice(0, MOST_EVIDENCE).map((each) => shortened(each.evidence));
  const [first] = evidence;
  const more = bad.length > 1 ? `, and ${bad.length - 1} more` : '';
  return { ...about, outcome, message: first ? `${wordsOf(first)}${more}` : 'Nothing was found', evidence };
}

function wordsOf({ cluster, what, value, rule }: Evidence): string {
  const where = cluster === undefined ? '' : `${cluster}: `;
  const is = value === undefined ? '' : ` ${value}`;
  return `${where}${what}${is}${rule === undefined ? '' : ` (${rule})`}`;
}

function shortened(evidence: Evidence): Evidence {
  const { value, what } = evidence;
  const cut = { ...evidence, what: what.slice(0, LONGEST_TEXT) };
  return typeof value === 'string' ? { ...cut, value: value.slice(0, LONGEST_TEXT) } : cut;
}

/** How many clusters a check has looked at, in words. */
export const clusterCount = (count: number): string => (count === 1 ? '1 cluster' : `${count} clusters`);
