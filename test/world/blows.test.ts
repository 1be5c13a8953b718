import { STORIES, STRAIGHT, TROUBLED, type Story } from '../support/stories.ts';
import { tell, type Telling } from './tell.ts';

/** Tells the story once for each of its side effects (or each n-th, as it says), with a blow there. Gives what was wrong, and how many there were. */
async function tellOfEvery(story: Story, blowAt: (k: number) => NonNullable<Telling['atEffect']>) {
  const wrong: string[] = [];
  for (let k = 1; ; k += story.everyNth ?? 1) {
    const { effects, wrong: all } = await tell(story, { atEffect: blowAt(k) });
    wrong.push(...all.map((each) => `${k} (${effects[k - 1] ?? 'after the end'}): ${each}`));
    if (effects.length < k) return { wrong, told: k - 1 };
  }
}

describe.each(STORIES.map((story) => [story.name, story] as const))('%s', (_name, story) => {
  it('ends as if nothing had happened when the process dies after any one of its side effects', async () => {
    const { wrong, told } = await tellOfEvery(story, (k) => (system, count) => {
      if (count === k) system.killAndStartAgain();
    });
    expect(wrong).toEqual([]);
    expect(told).toBeGreaterThan(30);
  }, 600_000);
});

it('A stop that arrives between any two steps leaves nothing behind, and the run started again updates each member once', async () => {
  const { wrong, told } = await tellOfEvery(STRAIGHT, (k) => (system, count) => {
    if (count === k) void system.call('POST', '/api/runs/run/stop');
  });
  expect(wrong).toEqual([]);
  expect(told).toBeGreaterThan(30);
}, 600_000);

it('A second death while the first is repaired changes nothing', async () => {
  const wrong: string[] = [];
  for (let k = 1; k < 120; k += 7) {
    const told = await tell(TROUBLED, {
      atEffect: (system, count) => {
        if (count === k || count === k + 2) system.killAndStartAgain();
      },
    });
    wrong.push(...told.wrong.map((each) => `${k}: ${each}`));
  }
  expect(wrong).toEqual([]);
}, 600_000);
