/** Who asks, and when. */
export interface Caller {
  readonly actor: string;
  /** ISO 8601 UTC. */
  readonly now: string;
  /** What had a trigger ask. */
  readonly cause?: string;
}
