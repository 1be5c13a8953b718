import type { FleetRunView } from '../../../src/domain/group/fleetRun.ts';
import { withoutUndefined } from '../../../src/domain/withoutUndefined.ts';
import { hasEnded, type State } from '../../../src/domain/run/states.ts';
import { aFleetRun, inFleet, NOW } from './builders.ts';

/** What becomes of a member once a Fleet run comes to it. */
type Outcome = 'Completes' | 'Fails' | 'IsThere';

export interface ModelMember {
  readonly name: string;
  readonly fleet: string;
  readonly outcome: Outcome;
}

/** So many seconds after the world began, as Azure writes times. */
export const timeAt = (seconds: number) => new Date(Date.parse(NOW) + seconds * 1000).toISOString();

const UPGRADE_SECONDS = 40;
/** AKS goes on for so long with an upgrade that Fleet has given up on. */
const LINGER_SECONDS = 90;

interface Part {
  readonly member: ModelMember;
  state: State;
  endsAt: number;
  startTime?: string;
  completedTime?: string;
}

const isRunning = ({ state }: Part) => state === 'Running';

/** One Fleet run as Fleet Manager carries it out: its members one after another, the first failure ends it. */
class ModelFleetRun {
  state: State = 'NotStarted';
  eTag = 1;
  readonly parts: Part[];

  constructor(members: readonly ModelMember[]) {
    this.parts = members.map((member) => ({ member, state: 'NotStarted', endsAt: 0 }));
  }

  view(name: string): FleetRunView {
    const members = this.parts.map(({ member, state, startTime, completedTime }) =>
      inFleet(member.name, state, withoutUndefined({ startTime, completedTime })),
    );
    return aFleetRun(this.state, members, { name, eTag: `"${this.eTag}"` });
  }
}

/** A little Fleet Manager with its clusters: enough of both to hold the decisions of a group to their promises. */
export class ModelFleet {
  readonly #runs = new Map<string, ModelFleetRun>();
  readonly #upgradingUntil = new Map<string, number>();
  readonly #starting = new Set<string>();
  /** Names of the members whose upgrade was begun, in order. */
  readonly begun: string[] = [];
  /** How many members were upgraded at once, at most. */
  mostAtOnce = 0;
  /** Names of members that were upgraded twice at once. */
  readonly clashes: string[] = [];
  now = 0;

  get names(): string[] {
    return [...this.#runs.keys()];
  }

  view(name: string): FleetRunView | undefined {
    return this.#runs.get(name)?.view(name);
  }

  isUpgrading(member: string): boolean {
    return (this.#upgradingUntil.get(member) ?? 0) > this.now;
  }

  create(name: string, members: readonly ModelMember[]): void {
    if (!this.#runs.has(name)) this.#runs.set(name, new ModelFleetRun(members));
  }

  /** Calls of people in the portal carry no ETag. A wrong ETag, or a state that forbids it, changes nothing. */
  call(what: 'start' | 'stop' | 'delete', name: string, eTag?: string): void {
    const run = this.#runs.get(name);
    if (!run || (eTag !== undefined && eTag !== `"${run.eTag}"`)) return;
    if (what === 'delete') this.#runs.delete(name);
    // As in Azure the answer to a start still says NotStarted.
    else if (what === 'start' && (run.state === 'NotStarted' || run.state === 'Stopped'))
      this.#starting.add(name);
    else if (what === 'stop' && run.state === 'NotStarted') this.#set(run, 'Stopped');
    else if (what === 'stop' && run.state === 'Running') this.#set(run, 'Stopping');
  }

  skip(name: string, members: readonly string[], eTag: string): void {
    const run = this.#runs.get(name);
    if (!run || eTag !== `"${run.eTag}"`) return;
    for (const part of run.parts) {
      if (members.includes(part.member.name) && part.state === 'NotStarted') part.state = 'Skipped';
    }
    run.eTag += 1;
  }

  advance(seconds: number): void {
    for (let step = 0; step < seconds; step += 5) {
      this.now += 5;
      for (const [name, run] of this.#runs) this.#advance(name, run);
    }
  }

  #advance(name: string, run: ModelFleetRun): void {
    if (this.#starting.delete(name)) this.#set(run, 'Running');
    if (run.state !== 'Running' && run.state !== 'Stopping') return;
    for (const part of run.parts) if (part.state === 'Running') this.#finish(run, part);
    if (hasEnded(run.state) || run.parts.some(({ state }) => state === 'Running')) return;
    const next = run.parts.find(({ state }) => state === 'NotStarted');
    if (run.state === 'Stopping') this.#set(run, 'Stopped');
    else if (next) this.#begin(run, next);
    else this.#set(run, run.parts.every(({ state }) => state === 'Skipped') ? 'Skipped' : 'Completed');
  }

  #begin(run: ModelFleetRun, part: Part): void {
    const { name, outcome } = part.member;
    run.eTag += 1;
    if (outcome === 'IsThere') {
      part.state = 'Skipped';
      part.completedTime = timeAt(this.now);
      return;
    }
    if (this.isUpgrading(name)) this.clashes.push(name);
    this.begun.push(name);
    part.state = 'Running';
    part.startTime = timeAt(this.now);
    part.endsAt = this.now + UPGRADE_SECONDS;
    this.#upgradingUntil.set(name, part.endsAt + (outcome === 'Fails' ? LINGER_SECONDS : 0));
    const running = [...this.#runs.values()].flatMap(({ parts }) => parts.filter(isRunning));
    this.mostAtOnce = Math.max(this.mostAtOnce, running.length);
  }

  #finish(run: ModelFleetRun, part: Part): void {
    if (this.now < part.endsAt) return;
    part.state = part.member.outcome === 'Fails' ? 'Failed' : 'Completed';
    part.completedTime = timeAt(this.now);
    if (part.state === 'Failed') this.#set(run, 'Failed');
    run.eTag += 1;
  }

  #set(run: ModelFleetRun, state: State): void {
    run.state = state;
    run.eTag += 1;
  }
}
