import type { TriggerBody } from '../../contracts/triggers.ts';
import { invalidRequest, type FleetUpdatesError } from '../../domain/errors.ts';
import { circleOf } from '../../domain/trigger/circle.ts';
import type { App } from '../../ports/app.ts';

/**
 * Throws when what it waits for is not there, and when its own runs would start it again: such
 * triggers would update a fleet without end.
 */
export async function refuseCompletion(
  { strategies, triggers: { definitions }, now }: App,
  name: string,
  body: Extract<TriggerBody, { kind: 'completion' }>,
): Promise<void> {
  const { strategy, trigger } = body.completion;
  const all = (await definitions.list()).map(({ value }) => value);
  const at = now();
  const authorship = { createdAt: at, createdBy: '', changedAt: at, changedBy: '' };
  const circle = circleOf({ ...body, name, ...authorship }, all);
  if (circle) {
    const words = `makes a circle, in which each run would start the next without end: ${circle.join(', then ')}`;
    throw refused(strategy === undefined ? 'trigger' : 'strategy', words);
  }
  if (trigger !== undefined && !all.some((each) => each.name === trigger)) {
    throw refused('trigger', `names no trigger: ${trigger}`);
  }
  if (strategy !== undefined && !(await strategies.get(strategy))) {
    throw refused('strategy', `names no strategy: ${strategy}`);
  }
}

function refused(field: 'strategy' | 'trigger', detail: string): FleetUpdatesError {
  return invalidRequest({ pointer: `/completion/${field}`, detail });
}
