import { decideStart, type StartFacts } from '../../../src/domain/trigger/decideStart.ts';
import {
  isOpen,
  isToBeTried,
  isWorthAnotherTry,
  type StartRequest,
} from '../../../src/domain/trigger/startRequest.ts';
import { claimsOf, withClaim, withResult } from '../../../src/domain/trigger/triggerState.ts';
import type {
  ReleaseTrigger,
  Schedule,
  ScheduleTrigger,
  WebhookTrigger,
} from '../../../src/domain/trigger/trigger.ts';
import type { StartResult } from '../../../src/domain/trigger/startResult.ts';
import { like } from '../../support/deliveries.ts';

const EARLIER = '2026-03-01T08:00:00.000Z';
const NOW = '2026-03-02T08:00:00.000Z';
const NIGHT = '2026-03-02T07:55:00.000Z';

const basics = {
  ...({ name: 'ci', enabled: true, overlap: 'skip', nameTemplate: '{trigger}-{delivery}' } as const),
  createdAt: EARLIER,
  createdBy: 'a',
  changedAt: EARLIER,
  changedBy: 'a',
} as const;
const NODE_IMAGES = { upgrade: { type: 'NodeImageOnly' } } as const;
const ALLOW = { kubernetesVersion: false, name: false, strategies: ['canary'], start: false };

const aWebhook = (more: Partial<WebhookTrigger> = {}): WebhookTrigger => ({
  ...basics,
  kind: 'webhook',
  managedClusterUpdate: NODE_IMAGES,
  webhook: { authentication: [], filters: [], allow: ALLOW },
  ...more,
});
const aSchedule = (
  schedule: Partial<Schedule> = {},
  more: Partial<ScheduleTrigger> = {},
): ScheduleTrigger => ({
  ...basics,
  kind: 'schedule',
  managedClusterUpdate: NODE_IMAGES,
  schedule: {
    cron: '55 7 * * *',
    timeZone: 'UTC',
    catchUp: 'once',
    blackouts: [],
    quietTimes: [],
    ...schedule,
  },
  ...more,
});
const aRelease = (more: Partial<ReleaseTrigger> = {}): ReleaseTrigger => ({
  ...basics,
  kind: 'release',
  managedClusterUpdate: { upgrade: { type: 'Full' } },
  release: { channel: 'Rapid' },
  ...more,
});
const aRequest = (more: Partial<StartRequest> = {}): StartRequest => ({
  name: 'ci.1',
  trigger: 'ci',
  run: 'ci-1',
  start: true,
  heedsOverlap: true,
  managedClusterUpdate: NODE_IMAGES,
  cause: 'Delivery 1',
  deliveryId: '1',
  receivedAt: NOW,
  result: { at: NOW, outcome: 'Starting', message: '' },
  ...more,
});
const facts = (more: Partial<StartFacts> = {}): StartFacts => ({
  trigger: aWebhook(),
  run: 'Absent',
  strategyIsThere: true,
  isClaimed: false,
  now: NOW,
  underWay: undefined,
  newestVersion: undefined,
  queuedBefore: undefined,
  ...more,
});
const byHand = aRequest({ heedsOverlap: false });
const due = aRequest({ dueAt: NIGHT });
const release = (version: string) => aRequest({ release: version });
const ended = (outcome: StartResult['outcome'], message: RegExp) => ({
  do: 'end',
  result: { outcome, message: like(message) },
});
const queue = { overlap: 'queue' } as const;

describe('The next step of a start request', () => {
  it.each<[string, StartRequest, Partial<StartFacts>, object]>([
    ['claims its trigger first', aRequest(), {}, { do: 'claim' }],
    ['creates its run once it has the claim', aRequest(), { isClaimed: true }, { do: 'create' }],
    ['starts the run that is there', aRequest(), { isClaimed: true, run: 'Created' }, { do: 'start' }],
    [
      'ends as Created where only that was asked for',
      aRequest({ start: false }),
      { isClaimed: true, run: 'Created' },
      ended('Created', /ci-1 was created/),
    ],
    [
      'ends as Started when its run has begun, whoever began it',
      aRequest(),
      { isClaimed: true, run: 'Begun' },
      ended('Started', /ci-1/),
    ],
    [
      'claims for a run that somebody began by hand, so that the next start sees it',
      aRequest(),
      { run: 'Begun', underWay: 'ci-0' },
      { do: 'claim' },
    ],
    [
      'is skipped while another start is under way',
      aRequest(),
      { underWay: 'ci-0' },
      ended('Skipped', /ci-0/),
    ],
    [
      'creates its run before it waits',
      aRequest(),
      { trigger: aWebhook(queue), underWay: 'ci-0' },
      { do: 'create' },
    ],
    [
      'waits where the rule is to queue',
      aRequest(),
      { trigger: aWebhook(queue), underWay: 'ci-0', run: 'Created' },
      { do: 'wait', message: 'Waits for run ci-0 to end.' },
    ],
    [
      'is skipped where another due time waits already',
      due,
      { trigger: aSchedule({}, queue), underWay: 'ci-0', queuedBefore: 'ci-9' },
      ended('Skipped', /ci-9 waits already/),
    ],
    [
      'claims beside it where that is allowed',
      aRequest(),
      { trigger: aWebhook({ overlap: 'allow' }), underWay: 'ci-0' },
      { do: 'claim' },
    ],
    ['claims beside it when somebody asked by hand', byHand, { underWay: 'ci-0' }, { do: 'claim' }],
    [
      'goes on by hand though the trigger is paused',
      byHand,
      { trigger: aWebhook({ enabled: false }) },
      { do: 'claim' },
    ],
    [
      'passes over an older release',
      release('1.32.9'),
      { trigger: aRelease(), newestVersion: '1.33.0' },
      ended('Skipped', /1\.32\.9 is older than 1\.33\.0/),
    ],
    [
      'claims for a newer release, by number and not by letter',
      release('1.33.10'),
      { trigger: aRelease(), newestVersion: '1.33.9' },
      { do: 'claim' },
    ],
  ])('%s', (_what, request, more, step) => {
    expect(decideStart(request, facts(more))).toMatchObject(step);
  });

  it.each<[string, StartRequest, Partial<StartFacts>, RegExp]>([
    ['its run was deleted', aRequest(), { run: 'Gone' }, /^Run ci-1 was deleted before it started/],
    ['its run was deleted, though it was asked for by hand', byHand, { run: 'Gone' }, /deleted/],
    ['the trigger was deleted', byHand, { trigger: undefined }, /^Trigger ci was deleted/],
    [
      'the trigger was deleted and another has its name',
      aRequest({ receivedAt: EARLIER }),
      { trigger: aWebhook({ createdAt: NOW }) },
      /^Trigger ci was deleted/,
    ],
    ['the trigger was paused', aRequest(), { trigger: aWebhook({ enabled: false }) }, /paused/],
    ['the trigger is another kind', due, { trigger: aWebhook() }, /no schedule any more/],
    [
      'the trigger allows its strategy no longer',
      aRequest({ strategy: 'canary', parameters: { strategy: 'canary' } }),
      { trigger: aWebhook({ webhook: { ...aWebhook().webhook, allow: { ...ALLOW, strategies: [] } } }) },
      /say the strategy any more/,
    ],
    [
      'the trigger allows its version no longer',
      aRequest({ parameters: { kubernetesVersion: '1.33.2' } }),
      {},
      /say the kubernetesVersion any more/,
    ],
  ])('takes it back, however far it has come, when %s', (_what, request, more, message) => {
    for (const isClaimed of [false, true]) {
      for (const run of ['Absent', 'Created'] as const) {
        const step = decideStart(request, facts({ run, isClaimed, ...more }));
        expect(step).toMatchObject(ended('Cancelled', message));
      }
    }
  });

  it('fails when the strategy that its run was made of is deleted while it waits', () => {
    const step = decideStart(
      aRequest({ strategy: 'standard' }),
      facts({ run: 'Created', strategyIsThere: false }),
    );
    expect(step).toMatchObject({ do: 'end', result: { outcome: 'Failed', code: 'UnknownStrategy' } });
  });

  it.each<[string, Partial<Schedule>, string, RegExp]>([
    [
      'due in a blackout',
      { blackouts: [{ from: '2026-03-02', to: '2026-03-02' }] },
      NIGHT,
      /^It fell into the blackout/,
    ],
    [
      'due before a blackout in which it would start',
      { blackouts: [{ from: '2026-03-02', to: '2026-03-02' }] },
      '2026-03-01T23:58:00.000Z',
      /^It would have started in the blackout/,
    ],
    [
      'due before a quiet time in which it would start',
      { quietTimes: [{ days: ['Mon'], from: '08:00', to: '24:00' }] },
      NIGHT,
      /^It would have started in the quiet time/,
    ],
    [
      'missed by a trigger that does not catch up',
      { catchUp: 'skip' },
      '2026-03-02T07:30:00.000Z',
      /catch up/,
    ],
  ])('passes over, however far it has come, what is %s', (_what, schedule, dueAt, message) => {
    const trigger = aSchedule(schedule);
    for (const isClaimed of [false, true]) {
      const step = decideStart(aRequest({ dueAt }), facts({ trigger, isClaimed, run: 'Created' }));
      expect(step).toMatchObject(ended('Skipped', message));
    }
  });

  it.each<[string, Partial<Schedule>, string]>([
    ['days late where the trigger catches up', {}, '2026-02-20T07:55:00.000Z'],
    ['some minutes late', { catchUp: 'skip' }, '2026-03-02T07:46:00.000Z'],
    ['after a quiet time', { quietTimes: [{ days: ['Sun'], from: '22:00', to: '07:30' }] }, NIGHT],
  ])('starts what is due %s', (_what, schedule, dueAt) => {
    expect(decideStart(aRequest({ dueAt }), facts({ trigger: aSchedule(schedule) }))).toEqual({
      do: 'claim',
    });
  });
});

describe('A claim', () => {
  const claimed = withClaim(undefined, aRequest(), [], NOW);

  it('stays when something becomes of another request, so that nothing starts beside a slow start', () => {
    const skipped = aRequest({
      name: 'ci.2',
      run: 'ci-2',
      result: { at: NOW, outcome: 'Skipped', message: '' },
    });
    const after = withResult(claimed, skipped, skipped.result);
    expect(claimsOf(after)).toEqual([{ request: 'ci.1', run: 'ci-1' }]);
    expect(after.last?.outcome).toBe('Skipped');
  });

  it('stays beside that of a start by hand, as both runs may go on', () => {
    const both = withClaim(claimed, aRequest({ name: 'ci.now', run: 'ci-now' }), claimsOf(claimed), NOW);
    expect(claimsOf(both).map(({ run }) => run)).toEqual(['ci-1', 'ci-now']);
  });

  it('of a run that could not be had is given back, and its version counts as not started', () => {
    const own = withClaim({ name: 'ci', newestVersion: '1.32.6' }, release('1.34.0'), [], NOW);
    const failed = withResult(own, release('1.34.0'), { at: NOW, outcome: 'Failed', message: '' });
    expect([claimsOf(failed), failed.newestVersion]).toEqual([[], '1.32.6']);
    const started = withResult(own, release('1.34.0'), { at: NOW, outcome: 'Started', message: '' });
    expect([claimsOf(started).length, started.newestVersion]).toEqual([1, '1.34.0']);
  });

  it('of the version before is its last run', () => {
    expect(claimsOf({ name: 'ci', lastRun: 'ci-0' })).toEqual([{ run: 'ci-0' }]);
  });
});

describe('A start request', () => {
  const result = (outcome: StartResult['outcome'], at = NOW) => ({ result: { at, outcome, message: '' } });
  it.each<[string, StartRequest, string, boolean]>([
    ['that has just come is left to who brought it', aRequest(), '2026-03-02T08:00:30Z', false],
    ['that was left behind is taken up', aRequest(), '2026-03-02T08:01:01Z', true],
    ['that waits is taken up', aRequest(result('Waiting')), NOW, true],
    ['that was cancelled is not', aRequest(result('Cancelled')), '2026-03-09T08:00:00Z', false],
    ['that failed is not', aRequest(result('Failed')), '2026-03-09T08:00:00Z', false],
    [
      'for a release that failed is, but not at once',
      aRequest({ release: '1.33.2', ...result('Failed') }),
      NOW,
      false,
    ],
    [
      'for a release that failed is, half an hour later',
      aRequest({ release: '1.33.2', ...result('Failed') }),
      '2026-03-02T08:30:00Z',
      true,
    ],
  ])('%s', (_what, request, now, expected) => {
    expect(isToBeTried(request, now)).toBe(expected);
  });

  it('for a release that failed is still open, and worth another try when another event tells of it', () => {
    const failed = aRequest({ release: '1.33.2', ...result('Failed') });
    expect([isOpen(failed), isOpen(aRequest(result('Failed')))]).toEqual([true, false]);
    expect([isWorthAnotherTry(failed, NOW), isWorthAnotherTry(failed, '2026-03-02T08:01:00Z')]).toEqual([
      ...[false, true],
    ]);
  });
});
