import { LRUCache } from 'lru-cache';
import type { GroupKey, MemberRow } from '../../domain/run/run.ts';
import type { Stored } from '../../ports/stored.ts';
import { planKeys } from './keys.ts';

/** The members of a group as they were when its row had this ETag. */
export interface KnownMembers {
  readonly eTag: string;
  readonly members: readonly Stored<MemberRow>[];
}

/** How many members' rows are kept in memory, over all groups: some tens of MB. */
const MOST_KEPT_MEMBERS = 20_000;

/**
 * The members of groups, kept by the ETag of their group's row: they change only together with it (each write counts its
 * version up). After a crash between the batches of one write they do not; the next write meets a stale ETag then, and
 * is lost.
 */
export class GroupMembers {
  readonly #kept = new LRUCache<string, KnownMembers>({
    maxSize: MOST_KEPT_MEMBERS,
    sizeCalculation: ({ members }) => members.length + 1,
  });

  /** Undefined when they are not known as they were then. */
  at(key: GroupKey, eTag: string): readonly Stored<MemberRow>[] | undefined {
    const kept = this.#kept.get(nameOf(key));
    return kept?.eTag === eTag ? kept.members : undefined;
  }

  keep(key: GroupKey, known: KnownMembers): void {
    this.#kept.set(nameOf(key), known);
  }

  forget(key: GroupKey): void {
    this.#kept.delete(nameOf(key));
  }
}

const nameOf = ({ runId, planId, stage, group }: GroupKey) =>
  Object.values(planKeys.group(runId, planId, stage, group)).join(' ');
