import { eventText, EventType, playedText } from './historyEvents.ts';
import type { ExecutionStarted, HistoryEvent } from './historyEvents.ts';
import type { InstanceRow, Message } from './messages.ts';
import { orchestratorCompleted, orchestratorStarted } from './newEvents.ts';
import { orchestratorPayload } from './orchestratorPayload.ts';

/** A turn that is about to be taken: what the orchestrator function is told. */
export interface TurnStart {
  /** When the turn began, ms since the epoch. */
  readonly time: number;
  readonly started: ExecutionStarted;
  /** The first turn of an execution that continues an earlier one. */
  readonly continues: boolean;
  /** Messages that the turn uses up, those for executions that are over among them. */
  readonly consumed: readonly Message[];
  readonly arrived: readonly HistoryEvent[];
  /** JSON of what arrived as later turns will see it, joined by commas. */
  readonly arrivedText: string;
  /** All events of the execution up to here. */
  readonly history: readonly HistoryEvent[];
  /** JSON of the orchestration trigger. */
  readonly payload: string;
}

/**
 * An orchestration that has not ended, in memory: its history, also as the text of which payloads are made, and the
 * messages that wait for its next turn. The database has the same.
 */
export class Orchestration {
  row: InstanceRow;
  /** It stands in the queue for a turn. */
  isQueued = false;
  /** Turns of this execution that are over. */
  turns = 0;
  #inbox: Message[] = [];
  #events: HistoryEvent[] = [];
  #text = '';
  #lastTurn = 0;

  constructor(row: InstanceRow) {
    this.row = row;
  }

  /** Events of this execution so far. */
  get historyLength(): number {
    return this.#events.length;
  }

  get hasMessages(): boolean {
    return this.#inbox.length > 0;
  }

  receive(message: Message): void {
    this.#inbox.push(message);
  }

  /** Takes over what a turn adds to the history; `text` is the JSON of the events, joined by commas. */
  append(events: readonly HistoryEvent[], text: string): void {
    const [first] = events;
    if (first) this.#lastTurn = Math.max(this.#lastTurn, Date.parse(first.Timestamp));
    this.#events.push(...events);
    this.#text = this.#text === '' ? text : `${this.#text},${text}`;
    this.turns += 1;
  }

  /** Forgets its history: another execution begins. */
  restart(row: InstanceRow): void {
    this.row = row;
    this.#events = [];
    this.#text = '';
    this.turns = 0;
  }

  /** Takes the messages of the next turn out of the inbox; undefined when there are none for this execution. */
  beginTurn(now: number): TurnStart | undefined {
    const { batch, stale } = this.#takeBatch();
    const started = this.#started(batch);
    if (batch.length === 0 || !started) return undefined;
    const time = Math.max(now, this.#lastTurn);
    const continues = this.turns === 0 && this.row.status === 'Running';
    const begin = orchestratorStarted(time);
    // Azure makes up the beginning of a continued execution without calling the orchestrator.
    const beginning = continues ? [orchestratorCompleted(time)] : [];
    const arrived = [begin, ...batch.map((message) => message.event), ...beginning];
    const texts = [...batch.map((message) => message.text), ...beginning.map(eventText)];
    const fresh = [eventText(begin), ...texts];
    const played = [eventText(begin), ...texts.map(playedText)];
    return {
      time,
      started,
      continues,
      consumed: [...stale, ...batch],
      arrived,
      arrivedText: played.join(','),
      history: [...this.#events, ...arrived],
      payload: orchestratorPayload(started, this.#text, fresh.join(',')),
    };
  }

  /**
   * The start comes first whatever came before it, and a termination has a turn of its own, so that what it cuts off
   * does not depend on what else arrived.
   */
  #takeBatch(): { batch: Message[]; stale: Message[] } {
    const isCurrent = ({ executionId }: Message) =>
      executionId === null || executionId === this.row.executionId;
    const current = this.#inbox.filter(isCurrent);
    const stale = this.#inbox.filter((message) => !isCurrent(message));
    const starts = current.filter(({ event }) => event.EventType === EventType.ExecutionStarted);
    const others = current.filter(({ event }) => event.EventType !== EventType.ExecutionStarted);
    const end = others.findIndex(({ event }) => event.EventType === EventType.ExecutionTerminated);
    const taken = end < 0 ? others.length : end === 0 && starts.length === 0 ? 1 : end;
    this.#inbox = others.slice(taken);
    return { batch: [...starts, ...others.slice(0, taken)], stale };
  }

  #started(batch: readonly Message[]): ExecutionStarted | undefined {
    // The start is the second event of a history, or the first message.
    for (const event of [this.#events[1], batch[0]?.event])
      if (event?.EventType === EventType.ExecutionStarted) return event;
    return undefined;
  }
}
