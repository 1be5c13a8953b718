import { AppFunctions } from '../../src/local/durable/appFunctions.ts';
import { TROUBLED } from '../support/stories.ts';
import { tell } from './crashes.ts';

type Call = Parameters<AppFunctions['callActivity']>[0];
type Answer = ReturnType<AppFunctions['callActivity']>;

// eslint-disable-next-line @typescript-eslint/unbound-method -- called with its functions below
const { callActivity } = AppFunctions.prototype;
afterEach(() => jest.restoreAllMocks());

/** Every activity of the app is called more than once; the orchestration gets one of the answers. */
function callTwice(twice: (once: (call: Call) => Answer, call: Call) => Answer): void {
  jest.spyOn(AppFunctions.prototype, 'callActivity').mockImplementation(function (this: AppFunctions, call) {
    return twice((each) => callActivity.call(this, each), call);
  });
}

const TWINS: [string, (once: (call: Call) => Answer, call: Call) => Answer][] = [
  [
    'beside its twin',
    async (once, call) => {
      const [answer] = await Promise.all([once(call), once(call)]);
      return answer;
    },
  ],
  [
    'twice, one after the other',
    async (once, call) => {
      await once(call);
      return await once(call);
    },
  ],
];

// All stories and interleavings are tried in memory (test/world/twins); here a sample on the real SDKs.
describe('A run with a failure, a stop and three attempts', () => {
  const story = TROUBLED;
  it.each(TWINS)('of which every activity runs %s ends as if it ran once', async (_how, twice) => {
    callTwice(twice);
    const { wrong, effects } = await tell(story);
    expect([wrong, effects.length > 100]).toEqual([[], true]);
  });

  it('of which every activity runs again late, after the one that followed it, ends as if it ran once', async () => {
    let late: (() => Answer) | undefined;
    callTwice(async (once, call) => {
      const before = late;
      late = () => once(call);
      const answer = await once(call);
      await before?.();
      return answer;
    });
    const { wrong } = await tell(story);
    expect(wrong).toEqual([]);
  });
});
