import type { Task } from 'durable-functions';
import type { Clock } from '../clock/clock.ts';
import type { Orchestrator, OrchestratorContext } from '../contracts/orchestration.ts';
import type { Orchestrations } from '../ports/orchestrations.ts';
import { all, asJson, MemoryTask } from './memoryTasks.ts';

/** The process that runs activities. After it died another one runs what was under way once more. */
export interface ActivityProcess {
  run(activity: string, input: unknown): Promise<unknown>;
}

interface Instance {
  readonly id: string;
  readonly createdAt: number;
  state: 'live' | 'ended';
}

interface ActivityUnderWay {
  readonly name: string;
  readonly input: unknown;
  readonly end: { readonly with: (work: Promise<unknown>) => void };
}

/**
 * Durable Functions in memory: runs the product's own orchestrators on a clock, without histories. Activities run at
 * least once; a generator survives the death of the process, as its replay would.
 */
export class MemoryOrchestrations implements Orchestrations {
  readonly #clock: Clock;
  readonly #orchestrators: Readonly<Record<string, Orchestrator>>;
  readonly #instances = new Map<string, Instance>();
  readonly #underWay = new Set<ActivityUnderWay>();
  #process: ActivityProcess;

  constructor(clock: Clock, orchestrators: Readonly<Record<string, Orchestrator>>, process: ActivityProcess) {
    this.#clock = clock;
    this.#orchestrators = orchestrators;
    this.#process = process;
  }

  /** A new process in place of one that died: it begins with the activities that were under way. */
  restart(process: ActivityProcess): void {
    this.#process = process;
    for (const activity of this.#underWay) this.#execute(activity);
  }

  start(orchestrator: string, instanceId: string, input: object): Promise<'started' | 'running'> {
    if (this.#instances.get(instanceId)?.state === 'live') return Promise.resolve('running');
    void this.#run(orchestrator, instanceId, input).catch(() => undefined);
    return Promise.resolve('started');
  }

  status(instanceId: string): Promise<'live' | 'ended' | 'gone'> {
    return Promise.resolve(this.#instances.get(instanceId)?.state ?? 'gone');
  }

  terminate(instanceId: string): Promise<void> {
    const instance = this.#instances.get(instanceId);
    if (instance) instance.state = 'ended';
    return Promise.resolve();
  }

  purge(instanceIds: readonly string[]): Promise<void> {
    for (const id of instanceIds) {
      if (this.#instances.get(id)?.state === 'ended') this.#instances.delete(id);
    }
    return Promise.resolve();
  }

  purgeEndedBefore(before: string): Promise<void> {
    const ended = [...this.#instances.values()].filter(({ createdAt }) => createdAt < Date.parse(before));
    return this.purge(ended.map(({ id }) => id));
  }

  /** Runs to the end, through every continue-as-new. Rejects with what the orchestrator threw. */
  async #run(name: string, id: string, input: unknown): Promise<unknown> {
    const orchestrator = this.#orchestrators[name];
    if (!orchestrator) throw new Error(`There is no orchestrator ${name}.`);
    const instance: Instance = { id, createdAt: this.#clock.now(), state: 'live' };
    this.#instances.set(id, instance);
    try {
      for (let next: unknown = asJson(input); ;) {
        const turn = this.#context(id, next);
        const result = await drive(orchestrator(turn.context), instance);
        if (!turn.continued.as) return asJson(result);
        next = asJson(turn.continued.as.input);
      }
    } finally {
      instance.state = 'ended';
    }
  }

  #context(instanceId: string, input: unknown) {
    const continued: { as?: { readonly input: unknown } } = {};
    const clock = this.#clock;
    const context: OrchestratorContext = {
      df: {
        instanceId,
        get currentUtcDateTime() {
          return new Date(clock.now());
        },
        Task: { all: (tasks) => new MemoryTask(all(tasks.filter((task) => task instanceof MemoryTask))) },
        getInput: () => input,
        callActivity: (name, of) => new MemoryTask(this.#callActivity(name, of)),
        callSubOrchestrator: (name, of, id = `${instanceId}:${name}`) =>
          new MemoryTask(this.#run(name, id, of)),
        createTimer: (fireAt) => new MemoryTask(this.#sleepUntil(fireAt.getTime())),
        continueAsNew: (next) => {
          continued.as = { input: next };
        },
      },
    };
    return { context, continued };
  }

  #sleepUntil(time: number): Promise<void> {
    return new Promise((resolve) => {
      this.#clock.at(time, resolve);
    });
  }

  #callActivity(name: string, input: unknown): Promise<unknown> {
    return new Promise((resolve) => {
      const activity: ActivityUnderWay = {
        name,
        input: asJson(input),
        end: {
          with: (work) => {
            this.#underWay.delete(activity);
            resolve(work);
          },
        },
      };
      this.#underWay.add(activity);
      this.#execute(activity);
    });
  }

  /** What a dead process answers is heard by nobody. */
  #execute(activity: ActivityUnderWay): void {
    const process = this.#process;
    const work = process.run(activity.name, activity.input);
    void work
      .catch(() => undefined)
      .then(() => {
        if (process !== this.#process) return;
        activity.end.with(work.then(asJson));
      });
  }
}

/** Steps a generator from task to task until it returns or its instance was terminated. */
async function drive(generator: Generator<Task, unknown>, instance: Instance): Promise<unknown> {
  let step = generator.next();
  while (step.done !== true) {
    const task = step.value;
    if (!(task instanceof MemoryTask))
      throw new TypeError('An orchestrator yields tasks of its context only.');
    await task.settled;
    if (instance.state === 'ended') return undefined;
    step = task.isFaulted ? generator.throw(task.result) : generator.next(task.result);
  }
  return step.value;
}
