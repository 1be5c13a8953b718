/**
 * An orchestrator is replayed from its history: whatever is not in that history must not steer it. Time comes from
 * `context.df.currentUtcDateTime`, ids from names, waiting is a timer of Durable, everything else is an activity.
 */
const GLOBALS = {
  Date: 'Take context.df.currentUtcDateTime: a replay has another time.',
  performance: 'A replay has another time.',
  Intl: 'It depends on the machine that replays.',
  crypto: 'A replay draws other values: derive ids from names.',
  process: 'The environment may differ at a replay: an activity reads settings.',
  globalThis: 'It leads to all that is forbidden here.',
  global: 'It leads to all that is forbidden here.',
  setTimeout: 'Yield context.df.createTimer.',
  setInterval: 'Yield context.df.createTimer.',
  setImmediate: 'Yield a task of Durable.',
  queueMicrotask: 'Yield a task of Durable.',
  Promise: 'Durable replays generators: yield a task instead.',
  fetch: 'An activity does that.',
  require: 'Orchestrators import contracts, domain, zod and the types of durable-functions only.',
  console: 'It would say everything again at every replay.',
  WeakRef: 'What it holds depends on the garbage collector.',
};

const ASYNC = 'Durable replays generators: yield a task instead of awaiting a promise.';

export const determinism = {
  files: ['src/orchestrators/**/*.ts'],
  rules: {
    'no-restricted-globals': [
      'error',
      ...Object.entries(GLOBALS).map(([name, message]) => ({ name, message })),
    ],
    'no-restricted-properties': [
      'error',
      { object: 'Math', property: 'random', message: 'A replay draws another number: an activity draws it.' },
    ],
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          { regex: '^node:', message: 'What Node does belongs into an activity.' },
          {
            regex: '^(?!node:|\\.|durable-functions$|zod$)',
            message: 'Orchestrators import contracts, domain, zod and the types of durable-functions only.',
          },
        ],
      },
    ],
    'no-restricted-syntax': [
      'error',
      { selector: 'ExportDefaultDeclaration', message: 'Name what a module exports.' },
      { selector: 'AwaitExpression', message: ASYNC },
      { selector: 'ForOfStatement[await=true]', message: ASYNC },
      { selector: ':function[async=true]', message: ASYNC },
      { selector: 'ImportExpression', message: 'A module must be there before the replay begins.' },
      {
        selector: 'VariableDeclarator[init.name="Math"]',
        message: 'Write Math.max and the like in full, so that Math.random is seen.',
      },
      {
        selector: 'Program > VariableDeclaration[kind!="const"]',
        message: 'State outside of the generator is not in its history.',
      },
    ],
  },
};
