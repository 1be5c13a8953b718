import { pendingAmong, repairOfIndex } from '../../domain/gate/pendingGate.ts';
import { gatesUnderWay } from '../gates/readGate.ts';
import type { App } from '../../ports/app.ts';
import { guarded, type Report } from './guarded.ts';

/** Makes the inbox's index say what the rows of gates say: of an end without orchestration, a crash or a lost race. */
export async function tidyInbox(app: App, report: Report): Promise<void> {
  // The index first: what is entered after that is no entry too many, and what leaves is none too few.
  const index = Map.groupBy(await app.pendingGates.list(), ({ runId }) => runId);
  const runIds = new Set([...index.keys(), ...(await app.runs.unfinished())]);
  for (const runId of runIds) {
    await guarded(`inbox of run ${runId}`, report, async () => {
      const rows = pendingAmong(runId, gatesUnderWay((await app.runs.show({ runId }))?.tree));
      const { enter, leave } = repairOfIndex(index.get(runId) ?? [], rows, app.now());
      if (enter.length > 0) await app.pendingGates.enter(enter);
      if (leave.length > 0) await app.pendingGates.leave(leave);
    });
  }
}
