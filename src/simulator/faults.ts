import { seededRandom } from './seededRandom.ts';

/** Something that goes wrong between the caller and ARM. */
export interface Fault {
  /** Operation name as in `Simulator.requests`, for example `updateRuns.list`; `updateRuns.*` and `*` match more. */
  readonly operation: string;
  /** Only requests whose path contains this, compared without case. */
  readonly path?: string;
  /** How many matching requests it spoils before it is used up; endless when absent. */
  readonly times?: number;
  /** Spoils only each n-th matching request. */
  readonly every?: number;
  /** Spoils this share (0 to 1) of the matching requests; the same seed always gives the same ones. */
  readonly share?: { readonly of: number; readonly seed: number };
  readonly effect: FaultEffect;
}

export type FaultEffect =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly code?: string;
      readonly message?: string;
      readonly retryAfterSeconds?: number;
    }
  /** The connection ends before the request is looked at. */
  | { readonly kind: 'drop' }
  /** No answer comes, and the connection stays open; nothing is done. */
  | { readonly kind: 'hang' }
  /** The request takes effect, then the connection ends without an answer. */
  | { readonly kind: 'lostAnswer' };

/** What can be set to fail, while the simulator runs. */
export interface Faults {
  /** The result takes the fault away again. */
  add(fault: Fault): () => void;
  clear(): void;
}

interface Armed {
  readonly fault: Fault;
  readonly random: () => number;
  seen: number;
  used: number;
}

export class FaultPlan implements Faults {
  #armed: Armed[] = [];

  add(fault: Fault): () => void {
    const armed: Armed = { fault, random: seededRandom(fault.share?.seed ?? 0), seen: 0, used: 0 };
    this.#armed.push(armed);
    return () => {
      this.#armed = this.#armed.filter((other) => other !== armed);
    };
  }

  clear(): void {
    this.#armed = [];
  }

  /** The effect of the first fault that hits this request; every matching fault counts it. */
  hit(operation: string, path: string): FaultEffect | undefined {
    const hits = this.#armed.filter((armed) => matches(armed.fault, operation, path) && isDue(armed));
    const [first] = hits;
    if (!first) return undefined;
    first.used += 1;
    return first.fault.effect;
  }
}

function matches(fault: Fault, operation: string, path: string): boolean {
  const named = fault.operation.endsWith('*')
    ? operation.startsWith(fault.operation.slice(0, -1))
    : operation === fault.operation;
  return named && path.toLowerCase().includes(fault.path?.toLowerCase() ?? '');
}

function isDue(armed: Armed): boolean {
  const { fault } = armed;
  armed.seen += 1;
  if (armed.used >= (fault.times ?? Infinity)) return false;
  if (armed.seen % (fault.every ?? 1) !== 0) return false;
  return armed.random() < (fault.share?.of ?? 1);
}
