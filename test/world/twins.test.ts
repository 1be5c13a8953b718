import fc from 'fast-check';
import { STORIES } from '../support/stories.ts';
import { tell } from './tell.ts';

type Once = () => Promise<unknown>;

/** Every activity of the app is called more than once; the orchestration gets one of the answers. */
const TWINS: Readonly<Record<string, () => (once: Once) => Promise<unknown>>> = {
  'beside its twin': () => async (once) => {
    const [answer] = await Promise.all([once(), once()]);
    return answer;
  },
  'beside its twin, whose answer counts': () => async (once) => {
    const [, answer] = await Promise.all([once(), once()]);
    return answer;
  },
  'twice, one after the other': () => async (once) => {
    await once();
    return await once();
  },
  'again late, after the one that followed it': () => {
    const late: { call?: Once } = {};
    return async (once) => {
      const before = late.call;
      late.call = once;
      const answer = await once();
      await before?.();
      return answer;
    };
  },
};

describe.each(STORIES.map((story) => [story.name, story] as const))('%s', (_name, story) => {
  it.each(Object.entries(TWINS))('ends as if each activity ran once when it runs %s', async (_how, twins) => {
    const { wrong } = await tell(story, { options: { callActivity: twins() } });
    expect(wrong).toEqual([]);
  });

  it('ends as if each activity ran once when three of each race in any order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat({ max: 12 })), async (pauses) => {
        const pause = async () => {
          const [turns = 0] = pauses.take(1);
          for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
        };
        const racing = async (once: Once) => {
          const calls = [1, 2, 3].map(async () => {
            await pause();
            return await once();
          });
          const [answer] = await Promise.all(calls);
          return answer;
        };
        const { wrong } = await tell(story, { options: { callActivity: racing }, pause });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 10 },
    );
  }, 120_000);
});
