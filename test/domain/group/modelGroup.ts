import { skipsMember, type SkipCommand, type StopCommand } from '../../../src/domain/run/commands.ts';
import { withLook } from '../../../src/domain/group/looks.ts';
import { decideGroup } from '../../../src/domain/group/decideGroup.ts';
import type {
  Act,
  GroupObservation,
  GroupStep,
  Look,
  Looked,
} from '../../../src/domain/group/observation.ts';
import type { Slicing } from '../../../src/domain/group/slicing.ts';
import { clusterKey, type Lock } from '../../../src/domain/group/lock.ts';
import type { GroupRow, MemberRow, RunEvent } from '../../../src/domain/run/run.ts';
import { countStates, hasEnded, isDone } from '../../../src/domain/run/states.ts';
import { aGroup, ago, aLock, aMember, anObservation, clusterId } from './builders.ts';
import { ModelFleet, timeAt, type ModelMember } from './modelFleet.ts';

/** Something that happens beside the group, at a time in seconds. */
export type Happening =
  | { readonly at: number; readonly what: 'stop' }
  | { readonly at: number; readonly what: 'skip'; readonly member: string }
  | { readonly at: number; readonly what: 'start' | 'stopInPortal' | 'delete' };

/** What goes wrong in a round: the process dies before the act, the act is repeated by a twin, LIST is old. */
export type Mishap = 'none' | 'diesBeforeAct' | 'actsTwice' | 'oldList';

export interface Story {
  readonly members: readonly (ModelMember & { readonly state: MemberRow['state'] })[];
  /** Members whose lock another run holds, and until when. */
  readonly foreign: readonly { readonly member: string; readonly until: number }[];
  readonly happenings: readonly Happening[];
  readonly mishaps: readonly Mishap[];
  readonly slicing: Slicing;
}

type Step = Extract<GroupStep, { kind: 'step' }>;

const MOST_ROUNDS = 600;
const DOWN_SECONDS = 120;

/** One group, driven to its end by its decisions as the activity would, in a world that it does not rule. */
export class ModelGroup {
  readonly fleet = new ModelFleet();
  readonly acts: Act['do'][] = [];
  readonly events: RunEvent[] = [];
  /** Promises that were broken, in words. */
  readonly broken: string[] = [];
  group: GroupRow;
  members: MemberRow[];
  stop: StopCommand | undefined;
  readonly skips: SkipCommand[] = [];
  readonly #story: Story;
  readonly #locks = new Map<string, Lock>();
  #happenings: Happening[];
  #attempt = 1;
  #rounds = 0;
  #oldViews = new Map<string, ReturnType<ModelFleet['view']>>();

  constructor(story: Story) {
    this.#story = story;
    this.#happenings = [...story.happenings];
    this.members = story.members.map(({ name, fleet, state }, index) =>
      aMember(name, state, { fleet, index, ...(isDone(state) && { completedTime: ago(1000) }) }),
    );
    this.group = aGroup({ attempt: 0, state: 'NotStarted', counts: this.#counts() });
    for (const { member } of story.foreign)
      this.#locks.set(clusterKey(clusterId(member)), aLock(member, 'theirs'));
  }

  get ownLocks(): string[] {
    return [...this.#locks.values()].flatMap(({ holder, clusterResourceId }) =>
      holder.runId === 'r1' ? [clusterResourceId] : [],
    );
  }

  /** Round after round until the group has ended. */
  drive(attempt: number): this {
    this.#attempt = attempt;
    for (const limit = this.#rounds + MOST_ROUNDS; this.#rounds < limit; this.#rounds += 1) {
      this.#happen();
      const mishap = this.#story.mishaps[this.#rounds] ?? 'none';
      const { step, observation } = this.#decide(mishap);
      if (this.#take(observation, step, mishap) === 'ended') return this;
    }
    throw new Error(`Still going on: ${this.acts.slice(-8).join(', ')}; ${JSON.stringify(this.group)}`);
  }

  #decide(mishap: Mishap): { step: Step; observation: GroupObservation } {
    let observation = anObservation({
      now: this.#time(),
      attempt: this.#attempt,
      group: this.group,
      members: this.members,
      slicing: this.#story.slicing,
      commands: { skips: [...this.skips], ...(this.stop && { stop: this.stop }) },
    });
    for (let looks = 0; looks < 80; looks += 1) {
      const step = decideGroup(observation);
      if (step.kind === 'step') return { step, observation };
      observation = withLook(observation, step, this.#look(step.look, mishap));
    }
    throw new Error('The decision keeps asking for more.');
  }

  #look(look: Look, mishap: Mishap): Looked {
    switch (look.what) {
      case 'locks':
        return { locks: look.clusterResourceIds.flatMap((id) => this.#locks.get(clusterKey(id)) ?? []) };
      case 'fleetRun': {
        const isOld = look.by === 'list' && mishap === 'oldList';
        const run = isOld ? this.#oldViews.get(look.name) : this.fleet.view(look.name);
        return { fleetRun: { by: look.by, run } };
      }
      case 'absence':
        return { fleetRun: { by: 'get', run: undefined, unlisted: true } };
      case 'places':
        throw new Error('Nothing bounds this group beside others.');
      case 'standings':
        throw new Error('The policy says nothing of clusters.');
      case 'clusters': {
        const states = this.members.map((row) => {
          const activity = this.fleet.isUpgrading(row.name) ? 'Busy' : 'Idle';
          return [clusterKey(row.clusterResourceId), activity] as const;
        });
        return { clusters: new Map(states) };
      }
    }
  }

  #take(o: GroupObservation, step: Step, mishap: Mishap): 'ended' | 'goesOn' {
    if (step.change) {
      const changed = new Map(step.change.members.map((row) => [row.index, row]));
      this.members = this.members.map((row) => changed.get(row.index) ?? row);
      this.group = step.change.group;
      this.events.push(...step.change.events);
      const counted = JSON.stringify(countStates(this.members.map(({ state }) => state)));
      if (JSON.stringify(this.group.counts) !== counted)
        this.broken.push('The counts are not those of the members.');
    }
    if (step.act && mishap === 'diesBeforeAct') {
      this.#pass(DOWN_SECONDS);
      return 'goesOn';
    }
    if (step.act) this.#act(o, step.act);
    if (step.act && mishap === 'actsTwice') this.#act(o, step.act);
    if (step.next === 'ended') return 'ended';
    this.#pass(step.next === 'again' ? 5 : step.next.waitSeconds);
    return 'goesOn';
  }

  #act(o: GroupObservation, act: Act): void {
    this.acts.push(act.do);
    switch (act.do) {
      case 'takeLocks':
        for (const id of act.clusterResourceIds) {
          const key = clusterKey(id);
          const name = id.split('/').at(-1) ?? '';
          if (this.#locks.get(key)?.holder.runId === 'r2') break;
          const { holder, ...lock } = aLock(name);
          this.#locks.set(key, { ...lock, holder: { ...holder, attempt: this.#attempt } });
        }
        break;
      case 'takePlaces':
      case 'releasePlaces':
        throw new Error('Nothing bounds this group beside others.');
      case 'releaseLocks':
        for (const id of act.clusterResourceIds) this.#release(id);
        break;
      case 'writeStop':
        this.stop ??= act.stop;
        break;
      case 'createFleetRun':
        this.fleet.create(
          act.name,
          this.#story.members.filter(({ fleet }) => fleet === act.fleet),
        );
        break;
      case 'startFleetRun':
        this.#mayStart(o, act);
        this.fleet.call('start', act.name, act.eTag);
        break;
      case 'stopFleetRun':
        this.fleet.call('stop', act.name, act.eTag);
        break;
      case 'deleteFleetRun':
        this.fleet.call('delete', act.name, act.eTag);
        break;
      case 'skipMembers':
        this.fleet.skip(act.name, act.members, act.eTag);
        break;
    }
  }

  #release(id: string): void {
    const lock = this.#locks.get(clusterKey(id));
    const name = id.split('/').at(-1) ?? '';
    if (this.fleet.isUpgrading(name))
      this.broken.push(`The lock of ${name} was released while AKS upgraded it.`);
    if (lock?.holder.runId === 'r1') this.#locks.delete(clusterKey(id));
  }

  #mayStart(
    o: GroupObservation,
    act: { readonly fleet: string; readonly name: string; readonly eTag: string },
  ): void {
    const view = this.fleet.view(act.name);
    if (o.commands.stop) this.broken.push('A Fleet run was started after a stop.');
    if (view?.eTag !== act.eTag) return;
    const own = new Set(this.ownLocks.map(clusterKey));
    for (const { name, state } of view.members) {
      if (hasEnded(state)) continue;
      const row = this.members.find((each) => each.name === name);
      if (!row || isDone(row.state)) this.broken.push(`${name} was started although it is done.`);
      if (!own.has(clusterKey(clusterId(name)))) this.broken.push(`${name} was started without its lock.`);
      const place = { stage: 'first', group: 'canary', fleet: act.fleet, member: name };
      if (skipsMember(o.commands.skips, place))
        this.broken.push(`${name} was started although a skip was given.`);
    }
  }

  #happen(): void {
    const due = this.#happenings.filter(({ at }) => at <= this.fleet.now);
    this.#happenings = this.#happenings.filter(({ at }) => at > this.fleet.now);
    for (const happening of due) this.#let(happening);
    for (const { member, until } of this.#story.foreign) {
      const key = clusterKey(clusterId(member));
      if (until <= this.fleet.now && this.#locks.get(key)?.holder.runId === 'r2') this.#locks.delete(key);
    }
  }

  #let(happening: Happening): void {
    const command = { by: 'ann', at: this.#time() };
    if (happening.what === 'stop') {
      this.stop ??= { ...command, attempt: this.#attempt, reason: 'User', message: 'Stopped by ann.' };
    } else if (happening.what === 'skip') {
      this.skips.push({ ...command, target: { type: 'Member', name: happening.member } });
    } else {
      const call = happening.what === 'stopInPortal' ? 'stop' : happening.what;
      for (const name of this.fleet.names) this.fleet.call(call, name);
    }
  }

  /** The next attempt has a stop of its own, and nobody meddles with it. */
  nextAttempt(): this {
    this.stop = undefined;
    this.#happenings = [];
    return this;
  }

  #pass(seconds: number): void {
    for (const name of this.fleet.names) this.#oldViews.set(name, this.fleet.view(name));
    this.fleet.advance(seconds);
  }

  #time(): string {
    return timeAt(this.fleet.now);
  }

  #counts() {
    return countStates(this.members.map(({ state }) => state));
  }
}
