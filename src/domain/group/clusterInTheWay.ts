import type { MemberRow } from '../run/run.ts';
import { hasEnded } from '../run/states.ts';
import type { Obstacle } from '../run/waiting.ts';
import { isRefused, ruledRow, verdictOn, waitsForAks, type Standings, type Verdict } from './clusterRules.ts';
import type { GroupObservation, GroupStep } from './observation.ts';
import { look, save } from './steps.ts';

interface Found {
  readonly row: MemberRow;
  readonly verdict: Verdict;
  /** What the verdict rests on. */
  readonly standings: Standings | undefined;
}

/**
 * What the state of their clusters has against a start of these members: a step that ends or parks them, or what they wait
 * for. A list that is up to a minute old is enough to wait; no end rests on one.
 */
export function clusterItself(
  observed: GroupObservation,
  members: readonly MemberRow[],
): Obstacle | GroupStep | undefined {
  if (!observed.clusterRules) return undefined;
  if (!observed.listedStandings) return lookAtList(observed);
  const found = settled(observed, members);
  if ('kind' in found) return found;
  const news = found.filter(({ row, verdict }) => verdict !== 'wait' || !waitsForAks(row));
  if (news.length > 0) return save(observed, { members: news.map((each) => rowOf(observed, each)) });
  const [first] = found;
  return first?.row.waiting && { ...first.row.waiting, reason: 'ClusterBusy' };
}

/** Whether it waits for AKS, as far as was looked: its slice is closed, and holds no lane. */
export const isKnownBusy = (observed: GroupObservation, row: MemberRow) =>
  waitsForAks(row) && verdictOn(observed, row, observed.listedStandings) === 'wait';

/** Members that wait for AKS: whose cluster is idle waits no more, and whose time is over has failed. */
export function followBusy(observed: GroupObservation, free: readonly MemberRow[]): GroupStep | undefined {
  const waiting = free.filter(waitsForAks);
  if (waiting.length === 0) return undefined;
  if (observed.clusterRules && !observed.listedStandings) return lookAtList(observed);
  const found = settled(observed, waiting);
  if ('kind' in found) return found;
  const byIndex = new Map(found.map((each) => [each.row.index, each]));
  const members = waiting.flatMap((row): MemberRow[] => {
    const each = byIndex.get(row.index);
    if (!each) return [goesOn(row)];
    return each.verdict === 'wait' ? [] : [rowOf(observed, each)];
  });
  return members.length > 0 ? save(observed, { members }) : undefined;
}

/** How long it has waited in all is kept. */
function goesOn({ waiting: _over, message: _words, ...row }: MemberRow): MemberRow {
  return row;
}

/** One list serves all that may start in this round. */
function lookAtList({ members }: GroupObservation): GroupStep {
  const left = members.filter(({ state }) => !hasEnded(state));
  const clusterResourceIds = left.map((row) => row.clusterResourceId);
  return look({ what: 'standings', by: 'list', clusterResourceIds });
}

/** The verdicts that hold: the ends among them by what each cluster says itself. */
function settled(observed: GroupObservation, members: readonly MemberRow[]): readonly Found[] | GroupStep {
  const listed = foundIn(observed, members, observed.listedStandings);
  const ends = listed.filter(({ verdict }) => verdict !== 'wait').map(({ row }) => row);
  if (ends.length > 0 && !observed.standings) return lookAtEach(ends);
  return [
    ...listed.filter(({ verdict }) => verdict === 'wait'),
    ...foundIn(observed, ends, observed.standings),
  ];
}

function foundIn(
  observed: GroupObservation,
  members: readonly MemberRow[],
  standings: Standings | undefined,
): Found[] {
  return members.flatMap((row) => {
    const verdict = verdictOn(observed, row, standings);
    return verdict === undefined ? [] : [{ row, verdict, standings }];
  });
}

const rowOf = (observed: GroupObservation, { row, verdict, standings }: Found) =>
  ruledRow(observed, row, verdict, standings);

/** Asked for once after a failure that may be one of these, and before that is written. */
export function lookAtRefused(
  observed: GroupObservation,
  synced: readonly MemberRow[],
): GroupStep | undefined {
  if (!observed.clusterRules || observed.standings) return undefined;
  const refused = synced.filter(isRefused);
  return refused.length > 0 ? lookAtEach(refused) : undefined;
}

function lookAtEach(rows: readonly MemberRow[]): GroupStep {
  const clusterResourceIds = rows.map((row) => row.clusterResourceId);
  return look({ what: 'standings', by: 'get', clusterResourceIds });
}
