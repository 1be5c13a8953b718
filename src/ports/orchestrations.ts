/** Starting and asking after orchestrations. Throws `DependencyError` when Durable does not answer. */
export interface Orchestrations {
  /** Starts one; an instance of that id that has not ended is left as it is (`running`). */
  start(orchestrator: string, instanceId: string, input: object): Promise<'started' | 'running'>;
  /** `gone` for an id that is not known. */
  status(instanceId: string): Promise<'live' | 'ended' | 'gone'>;
  /** Ends an instance that nothing else can; children go on. */
  terminate(instanceId: string, reason: string): Promise<void>;
  /** Removes the histories of instances that have ended; unknown ids are passed over. */
  purge(instanceIds: readonly string[]): Promise<void>;
  /** Removes the histories of ended instances that were created before `before` (ISO). */
  purgeEndedBefore(before: string): Promise<void>;
}
