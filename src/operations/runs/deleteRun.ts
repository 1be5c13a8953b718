import { runState } from '../../domain/run/rollUp.ts';
import type { RunTree } from '../../ports/stores.ts';
import type { Orchestrations } from '../../ports/orchestrations.ts';
import type { Caller } from './resolveRequest.ts';
import { removeRun } from '../upkeep/retention.ts';
import { invalidState, treeOf, type RunPorts } from './runPorts.ts';

/** Deletes a run that has ended or never started, with everything of it, and leaves an audit entry. */
export async function deleteRun(
  ports: RunPorts,
  orchestrations: Orchestrations,
  name: string,
  { actor, now }: Caller,
  ifMatch?: string,
): Promise<void> {
  const tree = await treeOf(ports, name, ifMatch);
  const newest = tree.attempts.at(-1);
  if (newest && newest.endedAt === undefined) {
    throw invalidState(`Run ${name} is ${runState(tree)}: stop it first, and delete it when it has ended.`);
  }
  await leaveTrail(ports, tree, { actor, now });
  await removeRun(ports, orchestrations, tree.run.runId);
}

const ASKED = 'DeletionRequested';

/**
 * Carries the run's events to the audit log before they go with the run. That it is to be deleted is one of them, by
 * whoever asked first: asked again after it failed halfway, it leaves the same entries, which are there once.
 */
async function leaveTrail(
  { runs, audit }: RunPorts,
  tree: RunTree,
  { actor, now }: Pick<Caller, 'actor' | 'now'>,
): Promise<void> {
  const { runId, name, createdAt } = tree.run;
  const subject = `runs/${name}`;
  const events = await runs.events(runId);
  // Its rows are going already, and the trail went before them.
  if (events.length === 0) return;
  const last = events.at(-1);
  const message = `Deleted run ${name} (${runState(tree)}, ${tree.attempts.length} attempts, created ${createdAt}).`;
  const requested = { time: now, type: ASKED, actor, message } as const;
  const asked = last?.type === ASKED ? last : requested;
  if (asked === requested) await runs.addEvents(runId, [requested]);
  const trail = events.filter((event) => event !== asked);
  await audit.appendStored(
    ...trail.map((event) => ({ ...event, actor: event.actor ?? 'fleet-updates', subject })),
  );
  await audit.append({
    time: asked.time,
    actor: asked.actor ?? actor,
    subject,
    type: 'RunDeleted',
    message: asked.message,
  });
}
