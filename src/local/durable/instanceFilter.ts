import type { InstanceFilter } from './messages.ts';

/** Statuses of instances that will not change any more. */
export const FINISHED: readonly string[] = ['Completed', 'Failed', 'Terminated', 'Canceled'];
const STATUSES = new Set([...FINISHED, 'Running', 'Pending', 'ContinuedAsNew', 'Suspended']);

/** Reads the query of a call about many instances; a text says what is wrong with it. */
export function instanceFilter(query: URLSearchParams, after: string): InstanceFilter | string {
  const statuses = (query.get('runtimeStatus') ?? '').split(',').filter((status) => status !== '');
  const unknown = statuses.find((status) => !STATUSES.has(status));
  if (unknown !== undefined) return `'${unknown}' is no runtime status.`;
  const createdFrom = timeOf(query.get('createdTimeFrom'), Number.MIN_SAFE_INTEGER);
  const createdTo = timeOf(query.get('createdTimeTo'), Number.MAX_SAFE_INTEGER);
  if (Number.isNaN(createdFrom) || Number.isNaN(createdTo)) return 'A created time is no time.';
  const top = Number(query.get('top') ?? 100);
  if (!Number.isInteger(top) || top < 1) return 'top is a whole number above 0.';
  return { statuses, prefix: query.get('instanceIdPrefix') ?? '', createdFrom, createdTo, after, top };
}

function timeOf(text: string | null, otherwise: number): number {
  return text === null ? otherwise : Date.parse(text);
}
