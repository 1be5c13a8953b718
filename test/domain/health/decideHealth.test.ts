import fc from 'fast-check';
import {
  healthRecordSchema,
  healthVerdict,
  NO_EVALUATIONS,
  secondsToEvaluation,
  withEvaluation,
  type HealthRecord,
  type HealthRules,
} from '../../../src/domain/health/decideHealth.ts';
import type { CheckResult, HealthOutcome } from '../../../src/domain/health/evaluation.ts';

const START = Date.parse('2026-03-01T00:00:00.000Z');
const at = (seconds: number) => new Date(START + seconds * 1000).toISOString();
const LETTERS: Record<string, HealthOutcome> = {
  S: 'Successful',
  F: 'Failed',
  I: 'Inconclusive',
  E: 'Error',
};
const check = (outcome: HealthOutcome): CheckResult => ({
  type: 'Metrics',
  outcome,
  message: 'nodes are 2 of 3',
});

/** One letter an evaluation, a minute apart; `.` is a minute in which nobody looks. Ends at the first verdict. */
function play(rules: Partial<HealthRules>, letters: string) {
  const all: HealthRules = { timeoutInSeconds: 86_400, ...rules };
  let record: HealthRecord = NO_EVALUATIONS;
  let verdict = healthVerdict(all, at(0), record);
  for (let minute = 0; minute < letters.length; minute += 1) {
    const outcome = LETTERS[letters.charAt(minute)];
    if (outcome === undefined) continue;
    record = withEvaluation(all, record, at(minute * 60), [check(outcome)]);
    verdict = healthVerdict(all, at(0), record);
    if (verdict.kind !== 'Undecided') return { ...verdict, record, atMinute: minute };
  }
  return { ...verdict, record, atMinute: -1 };
}

describe('The verdict on health', () => {
  it.each<[string, Partial<HealthRules>, string, string, number]>([
    ['nothing evaluated', {}, '', 'Undecided', -1],
    ['one Successful without a soak', {}, 'S', 'Completed', 0],
    ['Successful for the soak', { soakInSeconds: 180 }, 'SSSSS', 'Completed', 3],
    ['a soak that is not over', { soakInSeconds: 180 }, 'SSS', 'Undecided', -1],
    ['the first Failed', {}, 'FS', 'Failed', 0],
    ['as many Failed as the limit', { failureLimit: 2, soakInSeconds: 60 }, 'FFSS', 'Completed', 3],
    ['more Failed than the limit', { failureLimit: 2 }, 'FFF', 'Failed', 2],
    ['Failed that flap count together', { failureLimit: 1, soakInSeconds: 120 }, 'SFSSF', 'Failed', 4],
    ['a Failed begins the soak anew', { failureLimit: 9, soakInSeconds: 120 }, 'SSFSSS', 'Completed', 5],
    [
      'an Inconclusive begins it anew',
      { inconclusiveLimit: 9, soakInSeconds: 120 },
      'SSISSS',
      'Completed',
      5,
    ],
    ['an Error begins it anew', { soakInSeconds: 120 }, 'SSESSS', 'Completed', 5],
    ['the first Inconclusive', {}, 'I', 'Hold', 0],
    ['as many Inconclusive as the limit', { inconclusiveLimit: 2 }, 'IIS', 'Completed', 2],
    ['more Inconclusive than the limit', { inconclusiveLimit: 2 }, 'III', 'Hold', 2],
    ['four Errors in a row', {}, 'EEEES', 'Completed', 4],
    ['five Errors in a row', {}, 'EEEEE', 'Failed', 4],
    ['Errors that are not in a row', { soakInSeconds: 300 }, 'EEEESEEEES', 'Undecided', -1],
    ['a Failed ends a row of Errors', { failureLimit: 1 }, 'EEEEFEEEE', 'Undecided', -1],
    ['no limit of Errors', { consecutiveErrorLimit: 0 }, 'E', 'Failed', 0],
    ['Failed where an Approver decides', { onFailure: 'Hold' }, 'F', 'Hold', 0],
    ['Errors where an Approver decides', { onFailure: 'Hold' }, 'EEEEE', 'Hold', 4],
    ['a gap of three intervals', { soakInSeconds: 240 }, 'S...S', 'Undecided', -1],
    ['a gap of exactly three intervals', { soakInSeconds: 180 }, 'S..S', 'Completed', 3],
    ['downtime is no health', { soakInSeconds: 300 }, 'SS....SSSS', 'Undecided', -1],
    ['the soak after downtime', { soakInSeconds: 180 }, 'SS....SSSS', 'Completed', 9],
    [
      'a long interval makes no gap',
      { soakInSeconds: 600, intervalInSeconds: 300 },
      'S....S....S',
      'Completed',
      10,
    ],
    [
      'the time-out in the middle of a soak',
      { soakInSeconds: 120, timeoutInSeconds: 120, failureLimit: 9 },
      'FSS',
      'Failed',
      2,
    ],
    [
      'the time-out with Hold',
      { soakInSeconds: 120, timeoutInSeconds: 60, onFailure: 'Hold' },
      'SS',
      'Hold',
      1,
    ],
    [
      'a soak that ends with the time-out',
      { soakInSeconds: 120, timeoutInSeconds: 120 },
      'SSS',
      'Completed',
      2,
    ],
    [
      'a time-out that nobody looked at yet',
      { soakInSeconds: 120, timeoutInSeconds: 120 },
      'S',
      'Undecided',
      -1,
    ],
    ['downtime over the time-out', { timeoutInSeconds: 120 }, '.....S', 'Completed', 5],
    [
      'never an answer until the time-out',
      { timeoutInSeconds: 120, consecutiveErrorLimit: 99 },
      'EEE',
      'Failed',
      2,
    ],
  ])('%s %j %s is %s at minute %i', (_, rules, letters, kind, minute) => {
    const played = play(rules, letters);
    expect([played.kind, played.atMinute]).toEqual([kind, minute]);
  });

  it('says count, limit and why', () => {
    expect(play({ failureLimit: 1 }, 'FF').message).toBe(
      '2 evaluations failed, failureLimit is 1: Metrics: nodes are 2 of 3',
    );
    expect(play({ soakInSeconds: 300 }, 'SSS').message).toBe('Healthy for 120 of 300 s');
  });

  it('an evaluation without a single check proves nothing', () => {
    const record = withEvaluation({ timeoutInSeconds: 60 }, NO_EVALUATIONS, at(0), []);
    expect(healthVerdict({ timeoutInSeconds: 60 }, at(0), record).kind).toBe('Hold');
  });
});

/** The longest end of a play in which all is Successful, without a gap. */
const SOAKED = /S(?:\.{0,2}S)*$/;

describe('The record of evaluations', () => {
  it('numbers them, and keeps what was unhealthy through a long soak', () => {
    const { record } = play({ failureLimit: 9, soakInSeconds: 86_400 }, `SF${'S'.repeat(40)}`);
    expect(record.evaluations).toBe(42);
    expect(record.recent.map(({ number }) => number)).toEqual([42, 41, 40, 39, 38]);
    expect(healthRecordSchema.parse(JSON.parse(JSON.stringify(record)))).toEqual(record);
    expect(record.unhealthy.map(({ number, outcome }) => [number, outcome])).toEqual([[2, 'Failed']]);
  });

  it('is as small after a soak of seven days as after an hour', () => {
    const minutes = 7 * 24 * 60;
    const rules = { soakInSeconds: minutes * 60, timeoutInSeconds: 8 * 86_400 };
    const { kind, atMinute, record } = play(rules, 'S'.repeat(minutes + 9));
    expect([kind, atMinute]).toEqual(['Completed', minutes]);
    expect(JSON.stringify(record).length).toBeLessThan(1_500);
  });

  it('does not grow, and never says Completed unless the soak was Successful to its end', () => {
    const letter = fc.constantFrom('S', 'S', 'S', 'F', 'I', 'E', '.');
    const rules = { soakInSeconds: 120, failureLimit: 99, inconclusiveLimit: 99, consecutiveErrorLimit: 99 };
    fc.assert(
      fc.property(fc.array(letter, { maxLength: 60 }), (letters) => {
        const { kind, record, atMinute } = play(rules, letters.join(''));
        expect(record.recent.length + record.unhealthy.length).toBeLessThanOrEqual(10);
        const healthyAt = letters.findIndex(
          (_, last) => (SOAKED.exec(letters.slice(0, last + 1).join(''))?.[0].length ?? 0) > 2,
        );
        expect([kind === 'Completed', atMinute]).toEqual([healthyAt >= 0, healthyAt]);
      }),
    );
  });
});

describe('The next evaluation', () => {
  const seconds = (rules: Partial<HealthRules>, record: HealthRecord, now: number) =>
    secondsToEvaluation({ timeoutInSeconds: 3_600, ...rules }, at(0), record, at(now));
  const evaluatedAt = (time: number) =>
    withEvaluation({ timeoutInSeconds: 3_600 }, NO_EVALUATIONS, at(time), [check('Successful')]);

  it.each<[string, Partial<HealthRules>, HealthRecord, number, number]>([
    ['is at once', {}, NO_EVALUATIONS, 0, 0],
    ['waits for the initial delay', { initialDelayInSeconds: 600 }, NO_EVALUATIONS, 100, 500],
    ['is an interval after the last', {}, evaluatedAt(100), 130, 30],
    ['is due, and stays so', {}, evaluatedAt(100), 500, 0],
    ['keeps to its own interval', { intervalInSeconds: 300 }, evaluatedAt(100), 130, 270],
    ['comes at the time-out', { intervalInSeconds: 900, timeoutInSeconds: 600 }, evaluatedAt(300), 400, 200],
    [
      'comes at the time-out, before any delay',
      { initialDelayInSeconds: 900, timeoutInSeconds: 600 },
      NO_EVALUATIONS,
      0,
      600,
    ],
  ])('%s', (_, rules, record, now, expected) => {
    expect(seconds(rules, record, now)).toBe(expected);
  });
});
