import type { OrchestrationContext, OrchestrationHandler } from 'durable-functions';
import { z } from 'zod';
import { STEP_GROUP, UPDATE_GROUP, UPDATE_RUN, UPDATE_STAGE } from '../../src/contracts/orchestration.ts';
import { historyEvent } from '../../src/local/durable/historyEvents.ts';
import { readReturned } from '../../src/local/durable/orchestratorResult.ts';
import { planTurn } from '../../src/local/durable/turnPlan.ts';
import { updateGroup } from '../../src/orchestrators/updateGroup.ts';
import { updateRun } from '../../src/orchestrators/updateRun.ts';
import { updateStage } from '../../src/orchestrators/updateStage.ts';
import { courseOf } from './history.ts';
import { goldenHistories, type Golden } from './goldenHistories.ts';
import { replay, replayer } from './replay.ts';

type Df = OrchestrationContext['df'];

const histories = goldenHistories();
const named = histories.map((golden): [string, Golden] => [
  `${golden.file}: ${golden.orchestrator} ${golden.instanceId}`,
  golden,
]);

describe('A run that was in flight when the app was deployed goes on: today’s orchestrators take the recorded course', () => {
  it.each(named)('%s', async (_, { orchestrator, trigger, answer }) => {
    const replayed = await replay(orchestrator, JSON.stringify(trigger));
    expect(courseOf(replayed)).toEqual(courseOf(answer));
  });

  it.each(named)('%s, and Durable finds no other course in it', async (_, { orchestrator, trigger }) => {
    const replayed = await replay(orchestrator, JSON.stringify(trigger));
    const history = trigger.history.map((event) => historyEvent.parse(event));
    const { outcome } = planTurn({
      name: orchestrator,
      instanceId: 'this',
      executionId: 'this',
      parentInstanceId: undefined,
      history,
      result: readReturned(replayed),
      isOrchestrator: () => true,
      isActivity: () => true,
      isInUse: () => false,
    });
    expect(outcome).not.toMatchObject({ kind: 'failed' });
  });
});

describe('The recorded histories', () => {
  const courses = histories.map(({ orchestrator, file, answer }) => ({
    orchestrator,
    file,
    ...courseOf(answer),
  }));
  const ofShape = (shape: string) => courses.filter(({ file }) => file.endsWith(`/${shape}`));

  it.each([UPDATE_RUN, UPDATE_STAGE, UPDATE_GROUP])(
    'have %s finished, half-way, and continued as new',
    (name) => {
      const some = courses.filter(({ orchestrator }) => orchestrator === name);
      const last = some.map(({ steps }) => steps.at(-1)?.kind);
      expect(some.some(({ isDone }, at) => isDone && last[at] !== 'continue-as-new')).toBe(true);
      expect(some.some(({ isDone }) => !isDone)).toBe(true);
      expect(last).toContain('continue-as-new');
    },
  );

  it('have every kind of step that the app uses', () => {
    const kinds = new Set(courses.flatMap(({ steps }) => steps.map(({ kind }) => kind)));
    expect([...kinds].toSorted()).toEqual([
      'Task.all',
      'activity',
      'continue-as-new',
      'sub-orchestration',
      'timer',
    ]);
  });

  it.each([
    'five-members',
    'failure',
    'stopped-and-second-attempt',
    'twelve-stages',
    'wait-in-progress',
    'groups-in-progress',
  ])('have the shape %s', (shape) => {
    const inFlight = shape.endsWith('-in-progress');
    const runs = ofShape(shape).filter(({ orchestrator }) => orchestrator === UPDATE_RUN);
    expect(runs.some(({ isDone }) => isDone !== inFlight)).toBe(true);
  });
});

describe('What Azure sends to a worker in a turn, JSON with indents, stays within the budget of docs/operations.md', () => {
  const MOST_KB = 50;
  const kB = (trigger: object) => JSON.stringify(trigger, undefined, 2).length / 1000;

  it('for every recorded history', () => {
    const over = histories.filter(({ trigger }) => kB(trigger) > MOST_KB);
    expect(over.map(({ file, orchestrator }) => `${file} ${orchestrator}`)).toEqual([]);
  });

  it('for a stage with all the groups that a stage can have', () => {
    const GROUPS = 50;
    const CHILD_CREATED = 7;
    const CHILD_ENDED = 8;
    const stages = histories.filter(({ orchestrator }) => orchestrator === UPDATE_STAGE);
    const widest = stages.map(({ trigger }) => {
      const seen = (type: number) => trigger.history.find(({ EventType }) => EventType === type);
      const children = [seen(CHILD_CREATED), seen(CHILD_ENDED)].filter((event) => event !== undefined);
      return {
        ...trigger,
        history: [...trigger.history, ...Array.from({ length: GROUPS }, () => children).flat()],
      };
    });
    expect(widest.length).toBeGreaterThan(0);
    const most = Math.max(...widest.map(kB));
    // Far from nothing, so that the copies are really there.
    expect(most).toBeGreaterThan(20);
    expect(most).toBeLessThan(MOST_KB);
  });
});

describe('A change that would break a run in flight is noticed:', () => {
  const only = (name: string) => histories.filter(({ orchestrator }) => orchestrator === name);

  /** Of so many histories, how many the changed orchestrator would take another course in. */
  async function differing(name: string, changed: OrchestrationHandler): Promise<[number, number]> {
    const replayed = replayer(changed);
    let count = 0;
    for (const { trigger, answer } of only(name)) {
      const course = JSON.stringify(courseOf(await replayed(JSON.stringify(trigger))));
      if (course !== JSON.stringify(courseOf(answer))) count += 1;
    }
    return [count, only(name).length];
  }

  /** The orchestrator with a context on which some calls do something else. */
  const given = (
    orchestrator: OrchestrationHandler,
    changeOf: (df: Df) => Partial<Df>,
  ): OrchestrationHandler =>
    function* (context) {
      const change = changeOf(context.df);
      const df = new Proxy(context.df, {
        get: (target, key): unknown => Reflect.get(Object.hasOwn(change, key) ? change : target, key),
      });
      const changed = new Proxy(context, {
        get: (target, key): unknown => (key === 'df' ? df : Reflect.get(target, key)),
      });
      const outcome: unknown = yield* orchestrator(changed);
      return outcome;
    };

  it('none, when nothing is changed', async () => {
    expect(await differing(UPDATE_STAGE, updateStage)).toEqual([0, only(UPDATE_STAGE).length]);
  });

  it('an activity more, before all others', async () => {
    const [count, all] = await differing(UPDATE_GROUP, function* (context: OrchestrationContext) {
      yield context.df.callActivity('first');
      const outcome: unknown = yield* updateGroup(context);
      return outcome;
    });
    expect(count).toBe(all);
  });

  it('an activity more, after all others', async () => {
    const [count] = await differing(UPDATE_RUN, function* (context: OrchestrationContext) {
      const outcome = yield* updateRun(context);
      yield context.df.callActivity('last');
      return outcome;
    });
    expect(count).toBeGreaterThan(0);
  });

  it('a timer less', async () => {
    const [count] = await differing(UPDATE_GROUP, function* (context: OrchestrationContext) {
      for (let rounds = 0; rounds < 25; rounds += 1) {
        const answer = z
          .object({ next: z.string() })
          .parse(yield context.df.callActivity(STEP_GROUP, context.df.getInput()));
        if (answer.next === 'ended') return {};
      }
      context.df.continueAsNew(context.df.getInput());
      return {};
    });
    expect(count).toBeGreaterThan(0);
  });

  it('an activity by another name', async () => {
    const changed = given(updateGroup, (df) => ({
      callActivity: (_name, input) => df.callActivity('stepGroup2', input),
    }));
    const [count, all] = await differing(UPDATE_GROUP, changed);
    expect(count).toBe(all);
  });

  it('groups one after another instead of beside each other', async () => {
    const changed = given(updateStage, (df) => ({
      Task: { any: df.Task.any, all: ([first, ...rest]) => first ?? df.Task.all(rest) },
    }));
    expect((await differing(UPDATE_STAGE, changed))[0]).toBeGreaterThan(0);
  });

  it('children under other ids', async () => {
    const changed = given(updateRun, (df) => ({
      callSubOrchestrator: (name, input, id) => df.callSubOrchestrator(name, input, `${id}-new`),
    }));
    expect((await differing(UPDATE_RUN, changed))[0]).toBeGreaterThan(0);
  });
});
