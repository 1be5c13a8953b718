import type { GateDecision } from '../domain/gate/gateDecision.ts';
import type { PendingGate } from '../domain/gate/pendingGate.ts';
import type { Commands, SkipCommand, StopCommand } from '../domain/run/commands.ts';
import type { Written } from './written.ts';

/**
 * The index of gates that are Pending, what waits longest first. A hint: one is entered before its row says so and leaves after
 * that, so none that is Pending is missing, and of one that is here its row says whether it is.
 */
export interface PendingGateStore {
  /** Once again changes nothing. */
  enter(gates: readonly PendingGate[]): Promise<void>;
  leave(gates: readonly PendingGate[]): Promise<void>;
  /** All of them, or those that come after one. */
  list(after?: PendingGate): Promise<readonly PendingGate[]>;
}

export interface CommandStore {
  commands(runId: string, attempt: number): Promise<Commands>;
  /** The first stop of an attempt stays; `lost` when there was one. */
  addStop(runId: string, stop: StopCommand): Promise<Written>;
  /** A person decides once on a gate in an attempt; `lost` when they had. */
  addDecision(runId: string, decision: GateDecision): Promise<Written>;
  /** The first skip of a target stays. */
  addSkips(runId: string, skips: readonly SkipCommand[]): Promise<void>;
}
