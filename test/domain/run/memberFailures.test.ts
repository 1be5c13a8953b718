import { memberFailures } from '../../../src/domain/run/memberFailures.ts';
import type { State } from '../../../src/domain/run/states.ts';

const versions = { nodePools: [] };
const run = (name: string, states: Readonly<Record<string, State>>) => ({
  name,
  stages: [
    {
      name: 's',
      state: 'Failed' as const,
      groups: [
        {
          name: 'g',
          state: 'Failed' as const,
          members: Object.entries(states).map(([member, state]) => ({
            fleet: 'f',
            name: member,
            clusterResourceId: `/${member}`,
            from: versions,
            to: versions,
            state,
            ...(state === 'Failed' && { error: { code: 'E', message: `${name} failed it` } }),
          })),
        },
      ],
    },
  ],
});

test.each([
  ['a failure', [run('new', { a: 'Failed' })], { '/a': 'new' }],
  ['the newest of two failures', [run('new', { a: 'Failed' }), run('old', { a: 'Failed' })], { '/a': 'new' }],
  ['nothing of a member updated since', [run('new', { a: 'Completed' }), run('old', { a: 'Failed' })], {}],
  [
    'a failure after an update',
    [run('new', { a: 'Failed' }), run('old', { a: 'Completed' })],
    { '/a': 'new' },
  ],
  [
    'a failure that a newer run skipped',
    [run('new', { a: 'Skipped' }), run('old', { a: 'Failed' })],
    { '/a': 'old' },
  ],
  ['nothing while it is tried again', [run('new', { a: 'NotStarted' })], {}],
])('A member list shows %s', (_what, runs, expected) => {
  const shown = [...memberFailures(runs)].map(([key, failure]) => [key, failure.run]);
  expect(Object.fromEntries(shown)).toEqual(expected);
});
