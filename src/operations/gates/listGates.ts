import { CorruptRowError, FleetUpdatesError } from '../../domain/errors.ts';
import type { GateState } from '../../domain/gate/gateRow.ts';
import { gatesOfRun, type GateView } from '../../domain/gate/gateView.ts';
import { requestersOf } from '../../domain/gate/mayDecide.ts';
import { rollUpRun } from '../../domain/run/rollUp.ts';
import type { StopCommand } from '../../domain/run/commands.ts';
import type { App } from '../../ports/app.ts';

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

/**
 * Gates of runs that go on, those that were reached first before all others: what is Pending waits for somebody. The index of
 * unfinished runs is their index too: a gate is Pending in a run that goes on and nowhere else.
 */
export async function listGates(
  { runs }: App,
  {
    state,
    top,
    continuation,
  }: {
    readonly state?: GateState | undefined;
    readonly top: number;
    readonly continuation?: string | undefined;
  },
): Promise<GatePage> {
  const ids = await runs.unfinished();
  const all = (await Promise.all(ids.map((runId) => gatesOf(runs, runId)))).flat();
  const found = all
    .filter(({ gate }) => state === undefined || gate.state === state)
    .toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const from =
    continuation === undefined ? 0 : found.findIndex((each) => keyOf(each) > decoded(continuation));
  const value = from < 0 ? [] : found.slice(from, from + top);
  const last = value.at(-1);
  const isMore = last !== undefined && last !== found.at(-1);
  return isMore ? { value, continuation: encoded(keyOf(last)) } : { value };
}

async function gatesOf(runs: App['runs'], runId: string): Promise<ListedGate[]> {
  try {
    const tree = (await runs.show({ runId }))?.tree;
    const newest = tree?.attempts.at(-1);
    if (!tree?.plan || newest?.endedAt !== undefined) return [];
    const { name: run, fleets } = tree.run;
    const requesters = requestersOf(tree.run, newest);
    return gatesOfRun(rollUpRun(tree, [])).map((gate) => ({
      run,
      fleets,
      gate,
      requesters,
      stop: tree.stop,
    }));
  } catch (error) {
    // Whoever looks at that run is told; the others are not to be hidden by it.
    if (error instanceof CorruptRowError) return [];
    throw error;
  }
}

/** One that was not reached comes last. */
const keyOf = ({ gate, run }: ListedGate) => `${gate.startTime ?? '~'} ${run} ${gate.id}`;

const encoded = (key: string) => Buffer.from(key).toString('base64url');

function decoded(continuation: string): string {
  const key = Buffer.from(continuation, 'base64url').toString();
  if (key.split(' ').length === 3) return key;
  const detail = 'is not one that a page gave out';
  throw new FleetUpdatesError('InvalidRequest', `?continuation ${detail}.`, {
    errors: [{ pointer: '?continuation', detail }],
  });
}
