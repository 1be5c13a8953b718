import { randomUUID } from 'node:crypto';
import { seededRandom } from '../seededRandom.ts';
import type { Unknowns } from '../unknowns.ts';
import type { UpgradeRecord } from '../upgradeRecord.ts';
import type { Cluster, Operation, Region } from './clusterState.ts';
import { Agenda, type Happening } from './due.ts';
import type { AutoUpgradeProfile, Fleet, Member, Strategy, UpdateRun } from './fleetState.ts';
import { ResourceTable } from './resourceTable.ts';
import type { WorldState } from './worldState.ts';

/** The simulated Azure at one moment. Whoever handles a request or a happening sets `now` first. */
export class World {
  /** Milliseconds since the epoch: of the request, or the exact time at which the happening was due. */
  now = 0;
  scenario: string | undefined;
  upgradeSeconds: number;
  drawnDurations: WorldState['drawnDurations'];
  readonly unknowns: Unknowns;
  readonly memberOrder: 'name' | 'hash';
  readonly tokenSecret: string;
  readonly resourceGroups: ReadonlySet<string>;
  readonly regions: ReadonlyMap<string, Region>;
  readonly fleets: ResourceTable<Fleet>;
  readonly members: ResourceTable<Member>;
  readonly updateRuns: ResourceTable<UpdateRun>;
  readonly strategies: ResourceTable<Strategy>;
  readonly autoUpgradeProfiles: ResourceTable<AutoUpgradeProfile>;
  readonly clusters: ResourceTable<Cluster>;
  readonly operations: Map<string, Operation>;
  readonly agenda: Agenda;
  readonly record: UpgradeRecord[];
  #counter: number;

  constructor(state: WorldState, unknowns: Unknowns) {
    this.unknowns = unknowns;
    this.scenario = state.scenario;
    this.upgradeSeconds = state.upgradeSeconds;
    this.drawnDurations = state.drawnDurations;
    this.memberOrder = state.memberOrder;
    this.tokenSecret = state.tokenSecret;
    this.resourceGroups = new Set(state.resourceGroups);
    this.regions = new Map(state.regions.map((region) => [region.location, region]));
    this.fleets = new ResourceTable(state.fleets);
    this.members = new ResourceTable(state.members);
    this.updateRuns = new ResourceTable(state.updateRuns);
    this.strategies = new ResourceTable(state.strategies);
    this.autoUpgradeProfiles = new ResourceTable(state.autoUpgradeProfiles);
    this.clusters = new ResourceTable(state.clusters);
    this.operations = new Map(state.operations.map((operation) => [operation.id, operation]));
    this.agenda = new Agenda(state.due);
    this.record = state.record;
    this.#counter = state.counter;
  }

  /** Has it happen `delay` ms from now. */
  after(delay: number, happening: Happening): void {
    this.agenda.add(this.now + delay, happening);
  }

  /** How long an upgrade takes that takes `seconds` on average; by its place in the record, so that a restart changes nothing. */
  drawn(seconds: number): number {
    if (!this.drawnDurations) return seconds;
    const { percent, seed } = this.drawnDurations;
    const random = seededRandom(seed + this.record.length)();
    return seconds * (1 + ((2 * random - 1) * percent) / 100);
  }

  /** `2026-01-05T22:27:59.606Z`. */
  timestamp(): string {
    return new Date(this.now).toISOString();
  }

  /** Quoted, as Fleet Manager writes it: a count, and the second in which it was made. */
  nextETag(): string {
    this.#counter += 1;
    return `"${hex(this.#counter)}-0000-0700-0000-${hex(Math.floor(this.now / 1000))}0000"`;
  }

  /** A long-running operation on a resource that ends by itself after `duration` ms. */
  beginOperation(
    resource: string,
    duration: number,
    outcome: 'Succeeded' | 'Gone' | 'PoweredOn' | 'PoweredOff' = 'Succeeded',
  ): string {
    const operation = randomUUID();
    this.operations.set(operation, { id: operation, startTime: this.timestamp() });
    this.after(duration, { kind: 'operationEnds', resource, operation, outcome });
    return operation;
  }

  toJSON(): WorldState {
    return {
      version: 1,
      ...(this.scenario !== undefined && { scenario: this.scenario }),
      tokenSecret: this.tokenSecret,
      upgradeSeconds: this.upgradeSeconds,
      ...(this.drawnDurations && { drawnDurations: this.drawnDurations }),
      memberOrder: this.memberOrder,
      counter: this.#counter,
      resourceGroups: [...this.resourceGroups],
      regions: [...this.regions.values()],
      fleets: [...this.fleets.all()],
      members: [...this.members.all()],
      updateRuns: [...this.updateRuns.all()],
      strategies: [...this.strategies.all()],
      autoUpgradeProfiles: [...this.autoUpgradeProfiles.all()],
      clusters: [...this.clusters.all()],
      operations: [...this.operations.values()],
      due: [...this.agenda.toJSON()],
      record: this.record,
    };
  }
}

function hex(count: number): string {
  return count.toString(16).padStart(8, '0');
}
