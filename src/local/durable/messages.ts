import type { HistoryEvent } from './historyEvents.ts';

/** An event on its way to an orchestration; it becomes history in the orchestration's next turn. */
export interface Message {
  /** Order of arrival; the key of its row. */
  readonly seq: number;
  readonly instanceId: string;
  /** The execution it is for: it is dropped when another one runs by then. Null is whichever runs. */
  readonly executionId: string | null;
  readonly event: HistoryEvent;
  /** JSON of the event. */
  readonly text: string;
}

/** A call of an activity that has no outcome yet. */
export interface ActivityCall {
  readonly seq: number;
  readonly instanceId: string;
  readonly executionId: string;
  readonly taskId: number;
  readonly name: string;
  /** JSON of the input, as the trigger gets it. */
  readonly data: string | undefined;
}

/** A timer that has not fired; `message` is what it sends when it does. */
export interface Timer {
  /** ms since the epoch. */
  readonly due: number;
  readonly message: Message;
}

type RuntimeStatus = 'Pending' | 'Running' | 'Completed' | 'Failed' | 'Terminated';

/** What the status API shows of an instance. Texts are JSON. */
export interface InstanceRow {
  readonly instanceId: string;
  readonly executionId: string;
  readonly name: string;
  readonly status: RuntimeStatus;
  readonly input: string | null;
  readonly output: string | null;
  readonly customStatus: string | null;
  /** ms since the epoch. */
  readonly createdTime: number;
  /** ms since the epoch. */
  readonly lastUpdatedTime: number;
}

/** Rows that an instance query may return; several statuses are joined by or, all else by and. */
export interface InstanceFilter {
  readonly statuses: readonly string[];
  readonly prefix: string;
  /** ms since the epoch, inclusive. */
  readonly createdFrom: number;
  /** ms since the epoch, inclusive. */
  readonly createdTo: number;
  /** Only ids that sort after this one. */
  readonly after: string;
  readonly top: number;
}
