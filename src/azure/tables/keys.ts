import type { TimeSpan } from '../../domain/audit/auditEntries.ts';
import type { PendingGate } from '../../domain/gate/pendingGate.ts';
import { sha256 } from '../../domain/sha256.ts';
import type { KeyRange, RowKey } from '../../ports/table.ts';

/**
 * A name as part of a key. Keys may not hold `/ \ # ?` or control characters, and `|` separates our parts, so
 * every other character than letters, digits, `_`, `.` and `-` is written as `=` and its four hex digits.
 */
export function safe(name: string): string {
  return name.replace(/[^A-Za-z0-9_.-]/g, (char) => `=${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The name that `safe` wrote. */
export function unsafe(key: string): string {
  return key.replace(/=([0-9a-f]{4})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** All rows of a partition whose keys start with `prefix`: of ours only those hold a `~` that no list is to meet. */
export function startingWith(partitionKey: string, prefix: string): KeyRange {
  return { partitionKey, from: prefix, before: `${prefix}~` };
}

const digits = (value: number, length: number) => String(value).padStart(length, '0');

/** ISO 8601 in one spelling (UTC, milliseconds), so that keys sort by time. Throws a RangeError otherwise. */
export function sortableTime(time: string): string {
  return new Date(time).toISOString();
}

/** Later times sort first. Good until the year 2286. */
export function invertedTime(time: string): string {
  return digits(9_999_999_999_999 - new Date(time).getTime(), 13);
}

const RUNS = 'runs';
const UNFINISHED = 'unfinished';
const UNSETTLED = 'unsettled';
const PENDING_GATES = 'pendingGates';

export const runKeys = {
  name: (name: string): RowKey => ({ partitionKey: RUNS, rowKey: `name|${safe(name)}` }),
  listEntry: (createdAt: string, runId: string): RowKey => ({
    partitionKey: RUNS,
    rowKey: `list|${invertedTime(createdAt)}|${runId}`,
  }),
  list: startingWith(RUNS, 'list|'),
  runIdOf: (listEntryRowKey: string) => listEntryRowKey.split('|').at(2) ?? '',
  unfinished: (runId: string): RowKey => ({ partitionKey: UNFINISHED, rowKey: runId }),
  allUnfinished: startingWith(UNFINISHED, ''),
  unsettled: (runId: string): RowKey => ({ partitionKey: UNSETTLED, rowKey: runId }),
  allUnsettled: startingWith(UNSETTLED, ''),
  /** What waits longest sorts first. */
  pendingGate: ({ startTime, runId, gate }: PendingGate): RowKey => ({
    partitionKey: PENDING_GATES,
    rowKey: `${sortableTime(startTime)}|${runId}|${gate}`,
  }),
  allPendingGates: startingWith(PENDING_GATES, ''),
  run: (runId: string): RowKey => ({ partitionKey: runId, rowKey: 'run' }),
  /** Right after the header: both are read together. */
  policy: (runId: string): RowKey => ({ partitionKey: runId, rowKey: 'run|policy' }),
  runAndPolicy: (runId: string) => startingWith(runId, 'run'),
  plan: (runId: string): RowKey => ({ partitionKey: runId, rowKey: 'plan' }),
  attempt: (runId: string, number: number): RowKey => ({
    partitionKey: runId,
    rowKey: `attempt|${digits(number, 4)}`,
  }),
  attempts: (runId: string) => startingWith(runId, 'attempt|'),
  event: (runId: string, time: string, ordinal: number, content: string): RowKey => ({
    partitionKey: runId,
    rowKey: `event|${sortableTime(time)}|${digits(ordinal, 4)}|${sha256(content, 12)}`,
  }),
  events: (runId: string) => startingWith(runId, 'event|'),
  eventsDuring: (runId: string, { from, before }: TimeSpan): KeyRange => ({
    partitionKey: runId,
    from: `event|${sortableTime(from)}`,
    before: `event|${sortableTime(before)}`,
  }),
  everything: (runId: string) => startingWith(runId, ''),
  /** What readers of a run keep in memory by: its commands, its groups, or its plan, attempts and stages. */
  version: (runId: string, part: RunPart): RowKey => ({ partitionKey: runId, rowKey: `version|${part}` }),
  headerAndVersions: (runId: string): KeyRange => ({ partitionKey: runId, from: 'run', before: 'version~' }),
};

export type RunPart = 'commands' | 'groups' | 'rows';

/** Rows of one freeze. A plan has at most 100 stages of 50 groups, and 1,000 members. */
export const planKeys = {
  everything: (runId: string, planId: string) => startingWith(runId, `${planId}|`),
  stage: (runId: string, planId: string, stage: number): RowKey => ({
    partitionKey: runId,
    rowKey: `${planId}|stage|${digits(stage, 2)}`,
  }),
  stages: (runId: string, planId: string) => startingWith(runId, `${planId}|stage|`),
  group: (runId: string, planId: string, stage: number, group: number): RowKey => ({
    partitionKey: runId,
    rowKey: `${planId}|group|${digits(stage, 2)}|${digits(group, 2)}`,
  }),
  groups: (runId: string, planId: string) => startingWith(runId, `${planId}|group|`),
  groupsOfStage: (runId: string, planId: string, stage: number) =>
    startingWith(runId, `${planId}|group|${digits(stage, 2)}|`),
  member: (runId: string, planId: string, stage: number, group: number, index: number): RowKey => ({
    partitionKey: runId,
    rowKey: `${planId}|member|${digits(stage, 2)}|${digits(group, 2)}|${digits(index, 4)}`,
  }),
  membersOfGroup: (runId: string, planId: string, stage: number, group: number) =>
    startingWith(runId, `${planId}|member|${digits(stage, 2)}|${digits(group, 2)}|`),
  members: (runId: string, planId: string) => startingWith(runId, `${planId}|member|`),
  /** Stage and group out of a member's row key. */
  placeOf: (memberRowKey: string) => {
    const [, , stage, group] = memberRowKey.split('|');
    return { stage: Number(stage), group: Number(group) };
  },
};
