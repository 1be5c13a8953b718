import type { OrchestratorTurn } from '../../src/local/host.ts';
import { wireAnswer } from './history.ts';
import { replay } from './replay.ts';

const EXECUTION = /"ExecutionId":"([^"]+)"/;

/**
 * Replays every history of a test twice, elsewhere than it was made: outside the bundle, at another time, with other
 * random numbers. Whatever of that steers an orchestrator shows as an answer that is not the one it gave.
 */
export class ReplayedTwice {
  /** Of executions that have not ended, by id. */
  readonly #newest = new Map<string, OrchestratorTurn>();
  readonly #differences: string[] = [];
  #replays: Promise<void> = Promise.resolve();

  /** The history of a turn holds those of the turns before it, so only the last turn is replayed. */
  readonly onTurn = (turn: OrchestratorTurn): void => {
    // The payload names its own execution before any other: history begins with its start.
    const executionId = EXECUTION.exec(turn.payload)?.[1] ?? '';
    this.#newest.set(executionId, turn);
    if ('thrown' in turn.answer || isDone(turn.answer.returned)) {
      this.#newest.delete(executionId);
      this.#queue(turn);
    }
  };

  /** Replays what has not ended too, and throws when any history had another course. */
  async finish(): Promise<void> {
    for (const turn of this.#newest.values()) this.#queue(turn);
    this.#newest.clear();
    await this.#replays;
    if (this.#differences.length > 0) throw new Error(this.#differences.join('\n\n'));
  }

  #queue(turn: OrchestratorTurn): void {
    this.#replays = this.#replays.then(() => this.#replayTwice(turn));
  }

  async #replayTwice({ name, payload, answer }: OrchestratorTurn): Promise<void> {
    const given = JSON.stringify(wireAnswer(answer));
    for (const time of ['first', 'second']) {
      const replayed = JSON.stringify(await replay(name, payload));
      if (replayed !== given)
        this.#differences.push(
          `${name} is not deterministic: it answered\n${given}\nand at its ${time} replay\n${replayed}`,
        );
    }
  }
}

function isDone(returned: unknown): boolean {
  return (
    typeof returned === 'object' && returned !== null && 'isDone' in returned && returned.isDone === true
  );
}
