import fc from 'fast-check';
import { decideStage } from '../../../src/domain/run/decideStage.ts';
import type { StageObservation, StageStep } from '../../../src/domain/run/stageSteps.ts';
import type { GroupRow, StageRow } from '../../../src/domain/run/run.ts';
import { hasEnded, isDone } from '../../../src/domain/run/states.ts';
import { aGroup, ago, NOW, STOP } from '../group/builders.ts';
import { anEndedGroup, aStage } from './runBuilders.ts';

function observe(more: Partial<StageObservation> = {}): StageObservation {
  const groups = [aGroup()];
  return {
    now: NOW,
    attempt: 1,
    stage: aStage(),
    groups,
    commands: { skips: [] },
    budgets: [],
    fannedOut: false,
    ...more,
  };
}

/** A decision in a few words: what is written, then what is next. */
function brief({ change, next }: StageStep): string {
  const wait = change?.stage.wait ? `, wait ${change.stage.wait.state}` : '';
  const written = change ? `save ${change.stage.state}${wait}; ` : '';
  switch (next.kind) {
    case 'again':
      return `${written}again`;
    case 'fanOut':
      return `${written}drive ${next.groups.join(' ')} after ${next.afterSeconds}`;
    case 'wait':
      return `${written}wait ${next.seconds}`;
    case 'ended':
      return `${written}${next.goesOn ? 'goes on' : 'ends the run'}`;
  }
}

const updated = anEndedGroup('Completed', { Completed: 2 });
const skipped = anEndedGroup('Skipped', { Skipped: 2 }, { group: 1 });
const failed = anEndedGroup(
  'Failed',
  { Failed: 1, NotStarted: 1 },
  { group: 2, message: 'Member a failed: boom' },
);
const stopped = anEndedGroup('Stopped', { Completed: 1, NotStarted: 1 }, { group: 3 });
const untouched = anEndedGroup('NotStarted', { NotStarted: 2 }, { group: 4 });
const stop = { stop: STOP, skips: [] };
const wait = { durationInSeconds: 100, state: 'NotStarted' } as const;
const waiting = { ...wait, state: 'Running', startTime: ago(40) } as const;
const skipWait = {
  skips: [{ target: { type: 'AfterStageWait', name: 'first' }, by: 'ann', at: ago(1) }],
} as const;
const skipStage = { skips: [{ target: { type: 'Stage', name: 'first' }, by: 'ann', at: ago(1) }] } as const;

describe('What a stage does next', () => {
  const cases: [string, Partial<StageObservation>, string][] = [
    ['ends when a later attempt owns it', { stage: aStage({ attempt: 2 }) }, 'ends the run'],
    [
      'is taken up by a new attempt',
      { stage: aStage({ attempt: 0, state: 'NotStarted' }) },
      'save Running; again',
    ],
    [
      'is taken up again after a failure',
      { attempt: 2, stage: aStage({ state: 'Failed' }) },
      'save Running; again',
    ],
    [
      'is passed when an earlier attempt completed it',
      { attempt: 2, stage: aStage({ state: 'Completed' }) },
      'goes on',
    ],
    [
      'is passed when an earlier attempt skipped it',
      { attempt: 2, stage: aStage({ state: 'Skipped' }) },
      'goes on',
    ],
    [
      'is not taken up once a stop is written',
      { stage: aStage({ attempt: 0, state: 'NotStarted' }), commands: stop },
      'ends the run',
    ],
    ['stays Completed', { stage: aStage({ state: 'Completed' }) }, 'goes on'],
    ['stays Failed', { stage: aStage({ state: 'Failed' }) }, 'ends the run'],
    ['stays NotStarted when a stop came first', { stage: aStage({ state: 'NotStarted' }) }, 'ends the run'],
    [
      'drives all groups that have work left at once',
      { groups: [aGroup({ attempt: 0 }), skipped, aGroup({ group: 5 })] },
      'drive 0 5 after 0',
    ],
    [
      'drives a group again a while after its orchestration ended too early',
      { fannedOut: true },
      'drive 0 after 60',
    ],
    [
      'drives no group that an earlier attempt has done',
      { attempt: 2, stage: aStage({ attempt: 2 }), groups: [updated, failed] },
      'drive 2 after 0',
    ],
    [
      'drives none once a stop is written and none was begun',
      { groups: [aGroup({ attempt: 0 })], commands: stop },
      'save NotStarted; ends the run',
    ],
    ['drives to its end what was begun before a stop', { commands: stop }, 'drive 0 after 0'],
    ['is Completed when its groups are', { groups: [updated, skipped] }, 'save Completed; goes on'],
    ['is Skipped when all its groups are', { groups: [skipped] }, 'save Skipped; goes on'],
    ['is Skipped when it has no groups', { groups: [] }, 'save Skipped; goes on'],
    [
      'is Failed when a group is',
      { groups: [updated, failed, stopped], commands: stop },
      'save Failed; ends the run',
    ],
    [
      'is Stopped when a group was stopped',
      { groups: [updated, stopped], commands: stop },
      'save Stopped; ends the run',
    ],
    [
      'is Stopped when only some were begun',
      { groups: [updated, untouched], commands: stop },
      'save Stopped; ends the run',
    ],
    [
      'is NotStarted when none was begun',
      { groups: [untouched], commands: stop },
      'save NotStarted; ends the run',
    ],
    [
      'is not Failed for what an earlier attempt left',
      { attempt: 2, stage: aStage({ attempt: 2 }), groups: [failed], commands: stop },
      'save NotStarted; ends the run',
    ],
    ['starts its wait', { groups: [updated], stage: aStage({ wait }) }, 'save Running, wait Running; again'],
    ['serves its wait', { groups: [updated], stage: aStage({ wait: waiting }) }, 'wait 60'],
    [
      'never waits beyond the end of the wait',
      { groups: [updated], stage: aStage({ wait: { ...waiting, startTime: ago(90.5) } }) },
      'wait 10',
    ],
    [
      'goes on when the wait is served',
      { groups: [updated], stage: aStage({ wait: { ...waiting, startTime: ago(100) } }) },
      'save Completed, wait Completed; goes on',
    ],
    [
      'does not wait when no member was updated',
      { groups: [skipped], stage: aStage({ wait }) },
      'save Skipped, wait Skipped; goes on',
    ],
    [
      'does not wait after a failure',
      { groups: [updated, failed], stage: aStage({ wait }) },
      'save Failed, wait NotStarted; ends the run',
    ],
    [
      'ends a skipped wait at once',
      { groups: [updated], stage: aStage({ wait: waiting }), commands: skipWait },
      'save Completed, wait Skipped; goes on',
    ],
    [
      'never starts a wait that was skipped before',
      { groups: [updated], stage: aStage({ wait }), commands: skipWait },
      'save Completed, wait Skipped; goes on',
    ],
    [
      'skips its wait with the stage',
      { groups: [updated], stage: aStage({ wait: waiting }), commands: skipStage },
      'save Completed, wait Skipped; goes on',
    ],
    [
      'interrupts its wait on a stop',
      { groups: [updated], stage: aStage({ wait: waiting }), commands: stop },
      'save Stopped, wait Stopped; ends the run',
    ],
    [
      'never starts its wait once a stop is written',
      { groups: [updated], stage: aStage({ wait }), commands: stop },
      'save Stopped, wait NotStarted; ends the run',
    ],
    [
      'is Completed though stopped when the wait is served already',
      { groups: [updated], stage: aStage({ wait: { ...waiting, startTime: ago(101) } }), commands: stop },
      'save Completed, wait Completed; goes on',
    ],
    [
      'goes on with an interrupted wait in the next attempt',
      {
        attempt: 2,
        groups: [updated],
        stage: aStage({ attempt: 2, wait: { ...waiting, state: 'Stopped' } }),
      },
      'save Running, wait Running; again',
    ],
    [
      'does not serve an interrupted wait whose end has passed meanwhile',
      {
        attempt: 2,
        groups: [updated],
        stage: aStage({ attempt: 2, wait: { ...waiting, state: 'Stopped', startTime: ago(5000) } }),
      },
      'save Completed, wait Completed; goes on',
    ],
  ];

  it.each(cases)('%s', (_, observed, expected) => {
    expect(brief(decideStage(observe(observed)))).toBe(expected);
  });
});

describe('What a stage writes', () => {
  it('keeps the start of an interrupted wait, so that its end stays where it was', () => {
    const stage = aStage({ attempt: 2, wait: { ...waiting, state: 'Stopped' } });
    const { change } = decideStage(observe({ attempt: 2, stage, groups: [updated] }));
    expect(change?.stage.wait?.startTime).toBe(waiting.startTime);
  });

  it('keeps its first start and forgets how the attempt before ended', () => {
    const stage = aStage({ state: 'Failed', message: 'Member a failed: boom', completedTime: ago(500) });
    const { change } = decideStage(observe({ attempt: 2, stage }));
    expect(change?.stage).toEqual(aStage({ attempt: 2 }));
  });

  it('says what failed', () => {
    const { change } = decideStage(observe({ groups: [failed] }));
    expect(change?.stage).toMatchObject({ message: 'Member a failed: boom', completedTime: NOW });
  });

  it('says who stopped it', () => {
    const { change } = decideStage(observe({ groups: [stopped], commands: stop }));
    expect(change?.stage.message).toBe('Stopped by ann.');
  });

  it('tells the trail of the stage and of its wait', () => {
    const stage = aStage({ wait: waiting });
    const { change } = decideStage(observe({ stage, groups: [updated], commands: skipWait }));
    expect(change?.events).toEqual([
      {
        time: NOW,
        attempt: 1,
        stage: 'first',
        type: 'StageStateChanged',
        from: 'Running',
        to: 'Completed',
        message: 'Stage first is Completed.',
      },
      {
        time: NOW,
        attempt: 1,
        stage: 'first',
        type: 'WaitStateChanged',
        to: 'Skipped',
        message: 'The wait after stage first (100 s) is Skipped.',
      },
    ]);
  });

  it('tells nothing of a wait that only goes on', () => {
    const stage = aStage({ attempt: 0, state: 'NotStarted', wait });
    expect(decideStage(observe({ stage })).change?.events.map(({ type }) => type)).toEqual([
      'StageStateChanged',
    ]);
  });
});

describe('Whatever becomes of its groups, a stage', () => {
  const outcome = fc.constantFrom<GroupRow>(updated, skipped, failed, stopped, untouched);
  const groupsAndCommands = fc.record({
    ends: fc.array(outcome, { maxLength: 4 }),
    duration: fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined }),
    stopAt: fc.option(fc.integer({ min: 0, max: 600 }), { nil: undefined }),
    skipAt: fc.option(fc.integer({ min: 0, max: 600 }), { nil: undefined }),
  });
  type Story = typeof groupsAndCommands extends fc.Arbitrary<infer T> ? T : never;

  /** Carries out what it decides, each fan-out bringing the groups to the given ends. */
  function drive({ ends, duration, stopAt, skipAt }: Story) {
    let stage: StageRow = aStage({
      attempt: 0,
      state: 'NotStarted' as const,
      ...(duration !== undefined && { wait: { durationInSeconds: duration, state: 'NotStarted' as const } }),
    });
    let groups = ends.map((_, group) => aGroup({ group, attempt: 0, state: 'NotStarted' }));
    let fannedOut = false;
    const steps: { at: number; step: StageStep; stopped: boolean }[] = [];
    for (let round = 0, at = 0; round < 40; round += 1) {
      const isStopped = stopAt !== undefined && stopAt <= at;
      const isSkipped = skipAt !== undefined && skipAt <= at;
      const commands = { ...(isSkipped ? skipWait : { skips: [] }), ...(isStopped && { stop: STOP }) };
      const step = decideStage(observe({ now: ago(-at), stage, groups, commands, fannedOut }));
      steps.push({ at, step, stopped: isStopped });
      stage = step.change?.stage ?? stage;
      if (step.next.kind === 'ended') return { stage, groups, steps, goesOn: step.next.goesOn };
      if (step.next.kind === 'fanOut') {
        fannedOut = true;
        groups = ends.map((row, group) => ({ ...row, group }));
        at += 30;
      }
      at += step.next.kind === 'wait' ? step.next.seconds : 1;
    }
    throw new Error(`Still going on: ${JSON.stringify(stage)}`);
  }

  it('comes to an end, and goes on only when everything is done', () => {
    fc.assert(
      fc.property(groupsAndCommands, (story) => {
        const { stage, groups, goesOn } = drive(story);
        expect(hasEnded(stage.state) || stage.state === 'NotStarted').toBe(true);
        expect(goesOn).toBe(isDone(stage.state));
        if (goesOn) expect(groups.every((group) => isDone(group.state))).toBe(true);
        if (goesOn && stage.wait) expect(isDone(stage.wait.state)).toBe(true);
      }),
    );
  });

  it('fans out at most once, and never once a stop is written', () => {
    fc.assert(
      fc.property(groupsAndCommands, (story) => {
        const fanOuts = drive(story).steps.filter(({ step }) => step.next.kind === 'fanOut');
        expect(fanOuts.length).toBeLessThanOrEqual(1);
        expect(fanOuts.some(({ stopped: isStopped }) => isStopped)).toBe(false);
      }),
    );
  });

  it('waits from its stored start to its end and no longer, and not at all once stopped or without an update', () => {
    fc.assert(
      fc.property(groupsAndCommands, (story) => {
        const { stage, groups, steps } = drive(story);
        const waits = steps.filter(({ step }) => step.next.kind === 'wait');
        expect(waits.some(({ stopped: isStopped }) => isStopped)).toBe(false);
        if (!groups.some(({ counts }) => counts.Completed)) expect(waits).toEqual([]);
        const { startTime, completedTime, durationInSeconds = 0, state } = stage.wait ?? {};
        if (state !== 'Completed' || startTime === undefined || completedTime === undefined) return;
        const served = (Date.parse(completedTime) - Date.parse(startTime)) / 1000;
        expect(served).toBeGreaterThanOrEqual(durationInSeconds);
        expect(served).toBeLessThan(durationInSeconds + 2);
      }),
    );
  });
});
