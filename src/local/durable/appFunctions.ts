import type { DurableEngineOptions, FunctionCalls } from './engineOptions.ts';
import { readReturned, readThrown } from './orchestratorResult.ts';
import type { OrchestratorResult } from './orchestratorResult.ts';
import type { ActivityCall } from './messages.ts';

/** The app's orchestrators and activities. Names are compared without regard to case, as Azure does. */
export class AppFunctions {
  readonly orchestratorNames: readonly string[];
  readonly #orchestrators: ReadonlyMap<string, string>;
  readonly #activities: ReadonlyMap<string, string>;
  readonly #calls: FunctionCalls;

  constructor({
    orchestrators,
    activities,
    calls,
  }: Pick<DurableEngineOptions, 'orchestrators' | 'activities' | 'calls'>) {
    this.orchestratorNames = orchestrators;
    this.#orchestrators = new Map(orchestrators.map((name) => [name.toLowerCase(), name]));
    this.#activities = new Map(activities.map((name) => [name.toLowerCase(), name]));
    this.#calls = calls;
  }

  isOrchestrator(name: string): boolean {
    return this.#orchestrators.has(name.toLowerCase());
  }

  isActivity(name: string): boolean {
    return this.#activities.has(name.toLowerCase());
  }

  /** Never rejects: what the function threw is part of the result. */
  async callOrchestrator(name: string, payload: string): Promise<OrchestratorResult> {
    try {
      return readReturned(
        await this.#calls.orchestrator(this.#orchestrators.get(name.toLowerCase()) ?? name, payload),
      );
    } catch (error) {
      return readThrown(error);
    }
  }

  /** JSON of what the activity returned, null for nothing. Rejects with what it threw. */
  async callActivity({ name, instanceId, data }: ActivityCall): Promise<string | null> {
    const known = this.#activities.get(name.toLowerCase());
    // Only a database from before a change of the app can ask for it: turns refuse unknown names.
    if (known === undefined) throw new Error(`There is no activity '${name}'.`);
    return resultText(await this.#calls.activity(known, instanceId, data));
  }
}

/** JSON as the Functions worker and host make it of a returned value: bytes become base64. */
function resultText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (ArrayBuffer.isView(value)) {
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    return JSON.stringify(bytes.toString('base64'));
  }
  return typeof value === 'function' ? null : JSON.stringify(value);
}
