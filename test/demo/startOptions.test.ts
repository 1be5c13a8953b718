import { resolve } from 'node:path';
import { startOptions, StartRefused } from '../../src/demo/startOptions.ts';

it('Without a word said, the port, the speed and the folder are those that the README names', () => {
  const defaults = { help: false, speed: 60, personas: false, port: 7071, stateDirectory: resolve('.local') };
  expect(startOptions([], {})).toEqual(defaults);
  expect(startOptions([], { PORT: '', SIMULATOR_PORT: '', STATE_DIR: '' })).toEqual(defaults);
});

it('What is said is taken', () => {
  const environment = { PORT: '65535', SIMULATOR_PORT: '1', STATE_DIR: '/there' };
  expect(startOptions(['--speed', '0.5', '--scenario', 'upgrade-fails', '--personas'], environment)).toEqual({
    help: false,
    speed: 0.5,
    scenario: 'upgrade-fails',
    personas: true,
    port: 65_535,
    simulatorPort: 1,
    stateDirectory: '/there',
  });
});

const BAD = ['0', '-1', '65536', '123456', '1.5', '7071x', '0x50', '1e3', ' 7071', 'NaN'];

it.each([
  ...BAD.map((text) => ({ words: `PORT must be .*"${text}"`, args: [], environment: { PORT: text } })),
  ...BAD.map((text) => ({
    words: `SIMULATOR_PORT must be .*"${text}"`,
    args: [],
    environment: { SIMULATOR_PORT: text },
  })),
  ...['0', '-1', 'very', 'Infinity', 'NaN', '1e9', ''].map((text) => ({
    words: `--speed must be a number above 0.*"${text}"`,
    args: [`--speed=${text}`],
    environment: {},
  })),
  { words: 'both 7071', args: [], environment: { SIMULATOR_PORT: '7071' } },
])('$words is said in one line', ({ words, args, environment }) => {
  const refused = refusalOf(() => startOptions(args, environment));
  expect(refused.message).toMatch(new RegExp(`^.*${words}.*$`));
  expect(refused.exitCode).toBe(2);
});

it.each([
  ['a scenario', ['--scenario', 'nope'], /no scenario nope[\s\S]*upgrade-fails: /],
  ['an option', ['--fast'], /'--fast'[\s\S]*--speed N/],
  ['an argument', ['now'], /'now'[\s\S]*--speed N/],
])('%s that nobody knows is answered with a list of what there is', (_what, args, words) => {
  expect(refusalOf(() => startOptions(args, {})).message).toMatch(words);
});

function refusalOf(call: () => unknown): StartRefused {
  try {
    call();
  } catch (error) {
    if (error instanceof StartRefused) return error;
  }
  throw new Error('It was not refused.');
}
