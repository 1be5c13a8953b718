import TestSequencer from '@jest/test-sequencer';

/** What a fresh clone does not know, and the size of a file does not tell: these take minutes, and are short to read. */
const LONGEST = [
  'world/blows',
  'chaos/killed',
  'world/randomSchedules',
  'chaos/sigkill',
  'hostile/hostileInput',
  'chaos/faults',
  'e2e/rehearsal',
  'e2e/trouble',
  'chaos/stop',
].map((name) => `/test/${name}.test.ts`);

const rankOf = ({ path }) => {
  const rank = LONGEST.findIndex((end) => path.replaceAll('\\', '/').endsWith(end));
  return rank < 0 ? LONGEST.length : rank;
};

/** Otherwise one of the workers is at the longest alone when all else is done. */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    return super.sort(tests).toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}
