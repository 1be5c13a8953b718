import { readReturned } from '../../src/local/durable/orchestratorResult.ts';
import { UPDATE_GROUP } from '../../src/contracts/orchestration.ts';
import { goldenHistories } from './goldenHistories.ts';
import { ReplayedTwice } from './replayedTwice.ts';

const histories = goldenHistories().filter(({ orchestrator }) => orchestrator === UPDATE_GROUP);
const finished = histories.find(({ answer }) => isDone(answer));
const halfWay = histories.find(({ answer }) => !isDone(answer));

function isDone(answer: unknown): boolean {
  const read = readReturned(answer);
  return read.kind === 'state' && read.isDone;
}

describe('Every history of a test is replayed at its end', () => {
  it.each([
    ['finished', finished],
    ['half-way', halfWay],
  ])('and is right when the answer is the same: %s', async (_, golden) => {
    const replayed = new ReplayedTwice();
    replayed.onTurn({
      name: UPDATE_GROUP,
      payload: JSON.stringify(golden?.trigger),
      answer: { returned: golden?.answer },
    });
    await expect(replayed.finish()).resolves.toBeUndefined();
  });

  it.each([
    ['finished', finished],
    ['half-way', halfWay],
  ])('and fails the test when it is not: %s', async (_, golden) => {
    const replayed = new ReplayedTwice();
    // As if the orchestrator had read the clock, or drawn a number.
    const drawn: unknown = JSON.parse(
      JSON.stringify(golden?.answer).replace('"generation":1', '"generation":7'),
    );
    replayed.onTurn({
      name: UPDATE_GROUP,
      payload: JSON.stringify(golden?.trigger),
      answer: { returned: drawn },
    });
    await expect(replayed.finish()).rejects.toThrow(/updateGroup is not deterministic/);
  });
});
