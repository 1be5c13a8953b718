/** Who holds the lock of a cluster. */
export interface LockHolder {
  readonly runId: string;
  /** Name of the run, for messages. */
  readonly runName: string;
  readonly attempt: number;
  /** `<stage>/<group>` by name, or what else holds it. */
  readonly purpose: string;
}

export interface Lock {
  readonly clusterResourceId: string;
  readonly holder: LockHolder;
  readonly since: string;
}

/** The same run and purpose: a later attempt of a group takes its earlier locks for its own. */
export function isSameHolder(one: LockHolder, other: LockHolder): boolean {
  return one.runId === other.runId && one.purpose === other.purpose;
}

/** Azure compares resource ids without case, and answers with the caller's spelling. */
export function clusterKey(clusterResourceId: string): string {
  return clusterResourceId.toLowerCase();
}
