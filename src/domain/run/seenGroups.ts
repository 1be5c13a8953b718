import type { GroupRow } from './run.ts';

/** Longer ones would make addresses that not everything between a browser and the app takes. */
const LONGEST = 4_000;

interface Frozen {
  readonly planId: string;
  readonly attempt: number;
  readonly groups: readonly Pick<GroupRow, 'version'>[];
}

/**
 * What a reader of a run has seen, as text to be handed back: the version of each group, which every write of a group
 * or of its members counts up, and the attempt, which gives all of them another meaning. Undefined for runs with so
 * many groups that it would grow too long; those are read whole.
 */
export function seenOf({ planId, attempt, groups }: Frozen): string | undefined {
  const text = `${planId}.${attempt}.${groups.map(({ version }) => version.toString(36)).join('-')}`;
  return text.length > LONGEST ? undefined : text;
}

/** For each group whether it is as the reader has seen it; nothing is when the text is of another plan or attempt. */
export function unchangedSince(since: string, { planId, attempt, groups }: Frozen): boolean[] {
  const [seenPlan, seenAttempt, versions = ''] = since.split('.');
  const seen = versions.split('-');
  const comparable = seenPlan === planId && seenAttempt === String(attempt) && seen.length === groups.length;
  return groups.map(({ version }, index) => comparable && seen[index] === version.toString(36));
}
