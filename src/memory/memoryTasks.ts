import type { Task } from 'durable-functions';

/** A task of an orchestration: done when its promise is. */
export class MemoryTask implements Task {
  isCompleted = false;
  isFaulted = false;
  result: unknown;
  /** Never rejects: what went wrong is read from the task. */
  readonly settled: Promise<void>;

  constructor(work: Promise<unknown>) {
    this.settled = work.then(
      (result) => {
        this.isCompleted = true;
        this.result = result;
      },
      (error: unknown) => {
        this.isCompleted = true;
        this.isFaulted = true;
        this.result = error;
      },
    );
  }
}

/** As on the Durable Task extension, a failure among them shows only when all have ended. */
export async function all(tasks: readonly MemoryTask[]): Promise<unknown[]> {
  await Promise.all(tasks.map(({ settled }) => settled));
  const failed = tasks.find(({ isFaulted }) => isFaulted);
  if (failed) throw failed.result;
  return tasks.map(({ result }) => result);
}

/** What crosses the border of an orchestration is JSON. */
export function asJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
