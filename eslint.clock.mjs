/** Time is the app's (`app.now()`): a rehearsal, a test and a sped-up demo have another one than the machine. */
const NOW =
  'Take app.now(), or the time that the decision is given: the machine has another time than the app.';

const selectors = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: NOW },
  { selector: 'CallExpression[callee.name="Date"]', message: NOW },
  { selector: 'MemberExpression[object.name="Date"][property.name="now"]', message: NOW },
];

/** For what decides and what operates. `more` are the restrictions that hold there besides. */
export const clock = (more) => ({
  files: ['src/{contracts,domain,operations,triggers}/**/*.ts'],
  rules: { 'no-restricted-syntax': ['error', ...more, ...selectors] },
});
