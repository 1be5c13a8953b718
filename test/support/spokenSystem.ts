import type { VirtualClock } from '../../src/clock/virtualClock.ts';
import type { Faults } from '../../src/simulator/faults.ts';
import type { UpgradeRecord } from '../../src/simulator/upgradeRecord.ts';
import type { WorldControls } from '../../src/simulator/worldControls.ts';
import { liveRunSchema, type RunAnswer } from '../../src/domain/run/runView.ts';
import { holdToContract } from './contract.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export type { RunAnswer };

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** What stands for Azure, to be looked at and meddled with. */
export interface Azure {
  readonly record: readonly UpgradeRecord[];
  /** ARM requests by operation, for example `updateRuns.list`. */
  readonly requests: ReadonlyMap<string, number>;
  readonly world: WorldControls;
  readonly faults: Faults;
}

/** The system as a user speaks to it, whatever it runs on. */
export abstract class SpokenSystem {
  abstract readonly clock: VirtualClock;
  abstract readonly simulator: Azure;

  /** A call, whatever becomes of it; its answer is as OpenAPI says. */
  async call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer> {
    const answer = await this.send(method, path, body, headers);
    holdToContract(method, path, answer);
    return answer;
  }

  protected abstract send(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;

  abstract close(): Promise<void>;

  /** Another number whenever something was stored. */
  protected abstract writes(): number;

  /** The clusters that were upgraded, by name, sorted; one that was upgraded twice is there twice. */
  upgraded(): string[] {
    const names = this.simulator.record.map(({ clusterResourceId }) => clusterResourceId.split('/').at(-1));
    return names.map(String).toSorted();
  }

  /** Lets time pass until the call is answered: for what waits for Azure to finish something. */
  async whileTimePasses<T>(call: Promise<T>): Promise<T> {
    const progress = { answered: false };
    const settled = call.finally(() => {
      progress.answered = true;
    });
    // A refusal is given to whoever waits below, not to the process meanwhile.
    settled.catch(() => undefined);
    while (!progress.answered) await this.clock.advance(SECOND);
    return await settled;
  }

  /** A call that must succeed. */
  async ok(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await this.call(method, path, body);
    if (answer.status >= 400)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async run(name: string): Promise<RunAnswer> {
    return liveRunSchema.parse(await this.ok('GET', `/api/runs/${name}`));
  }

  async assign(groups: Readonly<Record<string, readonly string[]>>, fleet = 'demo'): Promise<void> {
    for (const [group, members] of Object.entries(groups)) {
      await this.ok('POST', '/api/members/assign-group', {
        members: members.map((name) => ({ fleet, name })),
        group,
      });
    }
  }

  /** Lets time pass, a step at a time, until the run's state is one of those given. */
  async until(name: string, states: readonly string[], limit = DAY, step = 30 * SECOND): Promise<RunAnswer> {
    return await this.#untilSeen(
      name,
      ({ state }) => states.includes(state),
      limit,
      step,
      () => this.writes(),
    );
  }

  async untilRun(
    name: string,
    reached: (run: RunAnswer) => boolean,
    limit = DAY,
    step = 30 * SECOND,
  ): Promise<RunAnswer> {
    return await this.#untilSeen(name, reached, limit, step, () => this.clock.now());
  }

  /** Looks again only when what it depends on is another than when it looked last: a look costs as much as a pass. */
  async #untilSeen(
    name: string,
    reached: (run: RunAnswer) => boolean,
    limit: number,
    step: number,
    dependsOn: () => number,
  ): Promise<RunAnswer> {
    const deadline = this.clock.now() + limit;
    for (;;) {
      const seen = dependsOn();
      const run = await this.run(name);
      if (reached(run)) return run;
      do {
        if (this.clock.now() >= deadline) throw new Error(`Not reached in time: ${JSON.stringify(run)}`);
        await this.clock.advance(step);
      } while (dependsOn() === seen && this.clock.now() < deadline);
    }
  }
}

/** States by member, in the order of the plan. */
export function memberStates(run: RunAnswer): Record<string, string> {
  const members = run.stages.flatMap((stage) => stage.groups.flatMap((group) => group.members));
  return Object.fromEntries(members.map((member) => [member.name, member.state]));
}

export const ENDED = ['Completed', 'Failed', 'Stopped', 'Skipped'];
export const NODE_IMAGES = { upgrade: { type: 'NodeImageOnly' } };
export const TO_1_33 = { upgrade: { type: 'Full', kubernetesVersion: '1.33.2' } };
