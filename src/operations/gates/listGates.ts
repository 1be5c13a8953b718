import { CorruptRowError, invalidRequest, type FleetUpdatesError } from '../../domain/errors.ts';
import type { GateState } from '../../domain/gate/gateRow.ts';
import type { GateView } from '../../domain/gate/gateView.ts';
import { requestersOf } from '../../domain/gate/mayDecide.ts';
import { isPendingSince, type PendingGate } from '../../domain/gate/pendingGate.ts';
import type { StopCommand } from '../../domain/run/commands.ts';
import type { App } from '../../ports/app.ts';
import { gatesUnderWay } from './readGate.ts';

interface ListedGate {
  readonly run: string;
  readonly fleets: readonly string[];
  readonly gate: GateView;
  readonly requesters: readonly string[];
  /** Of its attempt. */
  readonly stop: StopCommand | undefined;
}

interface GatePage {
  readonly value: readonly ListedGate[];
  readonly continuation?: string;
}

interface AskedPage {
  readonly top: number;
  readonly continuation?: string | undefined;
}

/** Runs that one page of what is not Pending reads. */
const RUNS_AT_MOST = 50;

/** Gates of runs that go on. A page reads so many runs as it shows gates, or a fixed number, however many go on. */
export async function listGates(
  app: App,
  { state, ...page }: AskedPage & { readonly state?: GateState | undefined },
): Promise<GatePage> {
  return state === 'Pending' ? await inbox(app, page) : await listRuns(app, state, page);
}

/** What waits, the longest first. The index says where; the gate itself says whether it does. */
async function inbox(app: App, { top, continuation }: AskedPage): Promise<GatePage> {
  const after = continuation === undefined ? undefined : pendingAfter(continuation);
  const read = onceEach((runId: string) => gatesOf(app.runs, runId));
  const found: { readonly entry: PendingGate; readonly gate: ListedGate }[] = [];
  for (const entry of await app.pendingGates.list(after)) {
    const gate = (await read(entry.runId)).find((each) => isPendingSince(each.gate, entry));
    if (!gate) continue;
    const last = found.at(-1);
    if (found.length === top && last) return pageOf(found, last.entry);
    found.push({ entry, gate });
  }
  return pageOf(found, undefined);
}

function pageOf(found: readonly { readonly gate: ListedGate }[], last: PendingGate | undefined): GatePage {
  const value = found.map(({ gate }) => gate);
  return last ? { value, continuation: encoded([last.startTime, last.runId, last.gate]) } : { value };
}

/** Run after run, of each in the order in which its gates are reached. */
async function listRuns(
  { runs }: App,
  state: GateState | undefined,
  { top, continuation }: AskedPage,
): Promise<GatePage> {
  const [afterRun = '', afterGate] = continuation === undefined ? [] : decoded(continuation, 2);
  const ids = (await runs.unfinished()).toSorted().filter((runId) => runId >= afterRun);
  const value: ListedGate[] = [];
  for (const [index, runId] of ids.entries()) {
    if (index === RUNS_AT_MOST) return { value, continuation: encoded([runId, '']) };
    const all = await gatesOf(runs, runId);
    const shown = runId === afterRun ? all.findIndex(({ gate }) => gate.id === afterGate) + 1 : 0;
    const rest = all.slice(shown).filter(({ gate }) => state === undefined || gate.state === state);
    const page = rest.slice(0, top - value.length);
    value.push(...page);
    const last = page.at(-1);
    if (page.length < rest.length && last) return { value, continuation: encoded([runId, last.gate.id]) };
    // Full between two runs: what comes next begins with the next one.
    const next = ids[index + 1];
    if (value.length === top && next !== undefined) return { value, continuation: encoded([next, '']) };
  }
  return { value };
}

async function gatesOf(runs: App['runs'], runId: string): Promise<ListedGate[]> {
  try {
    const tree = (await runs.show({ runId }))?.tree;
    if (!tree) return [];
    const { stop } = tree;
    const { name: run, fleets } = tree.run;
    const requesters = requestersOf(tree.run, tree.attempts.at(-1));
    return gatesUnderWay(tree).map((gate) => ({ run, fleets, gate, requesters, stop }));
  } catch (error) {
    // Whoever looks at that run is told; the others are not to be hidden by it.
    if (error instanceof CorruptRowError) return [];
    throw error;
  }
}

function onceEach<Answer>(ask: (key: string) => Promise<Answer>): (key: string) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>();
  return (key) => {
    const answer = answers.get(key) ?? ask(key);
    answers.set(key, answer);
    return answer;
  };
}

const encoded = (parts: readonly string[]) => Buffer.from(parts.join(' ')).toString('base64url');

function pendingAfter(continuation: string): PendingGate {
  const [startTime = '', runId = '', gate = ''] = decoded(continuation, 3);
  if (Number.isNaN(Date.parse(startTime))) throw notOurs();
  return { startTime, runId, gate };
}

function decoded(continuation: string, parts: number): string[] {
  const found = Buffer.from(continuation, 'base64url').toString().split(' ');
  if (found.length !== parts || !found.every((part) => /^[\w.:-]*$/.test(part))) throw notOurs();
  return found;
}

const notOurs = (): FleetUpdatesError =>
  invalidRequest({ pointer: '?continuation', detail: 'is not one that a page gave out' });
