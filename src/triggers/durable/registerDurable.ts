import * as df from 'durable-functions';
import type { App } from '../../ports/app.ts';
import { activitiesOf, ORCHESTRATORS } from './orchestrationSteps.ts';

/** Registers the orchestrators and their activities. */
export function registerDurable(app: App): void {
  for (const [name, orchestrator] of Object.entries(ORCHESTRATORS)) df.app.orchestration(name, orchestrator);
  for (const [name, handler] of Object.entries(activitiesOf(app))) df.app.activity(name, { handler });
}
