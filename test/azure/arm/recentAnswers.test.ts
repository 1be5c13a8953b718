import { RecentAnswers } from '../../../src/azure/arm/recentAnswers.ts';

/** Questions whose answers the test gives. */
function questions() {
  const asked: PromiseWithResolvers<string>[] = [];
  const ask = () => {
    const question = Promise.withResolvers<string>();
    asked.push(question);
    return question.promise;
  };
  return { asked, ask };
}

const NOW = 1_770_000_000_000;
let now: jest.SpyInstance<number>;
beforeEach(() => {
  now = jest.spyOn(Date, 'now').mockReturnValue(NOW);
});
afterEach(() => now.mockRestore());

it('shares an answer that is on its way, however long it takes', async () => {
  const { asked, ask } = questions();
  const answers = new RecentAnswers<string>(5_000);
  const first = answers.get('fleet', ask);
  now.mockReturnValue(NOW + 60_000);
  const second = answers.get('fleet', ask);
  asked[0]?.resolve('one');
  expect(await Promise.all([first, second])).toEqual(['one', 'one']);
  expect(asked).toHaveLength(1);
});

it('counts the age of an answer from its question: what was true then may not be now', async () => {
  const { asked, ask } = questions();
  const answers = new RecentAnswers<string>(5_000);
  const first = answers.get('fleet', ask);
  now.mockReturnValue(NOW + 4_999);
  asked[0]?.resolve('one');
  await first;
  expect(await answers.get('fleet', ask)).toBe('one');
  now.mockReturnValue(NOW + 5_000);
  void answers.get('fleet', ask);
  expect(asked).toHaveLength(2);
});

it('keeps the answers to different questions apart', () => {
  const { asked, ask } = questions();
  const answers = new RecentAnswers<string>(5_000);
  void answers.get('one', ask);
  void answers.get('two', ask);
  expect(asked).toHaveLength(2);
});

it('shares a failure with those who wait for it, and asks again for the next', async () => {
  const { asked, ask } = questions();
  const answers = new RecentAnswers<string>(5_000);
  const waiting = [answers.get('fleet', ask), answers.get('fleet', ask)];
  asked[0]?.reject(new Error('No.'));
  expect(await Promise.allSettled(waiting)).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
  const next = answers.get('fleet', ask);
  asked[1]?.resolve('two');
  expect(await next).toBe('two');
});
