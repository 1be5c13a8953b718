// A test that expects nothing cannot fail: it says that something holds, and would say so for ever. What it expects must
// surely run: not under an `if` alone, and not in a callback that a list may never call.

const TESTS = new Set(['it', 'test']);
const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
/** Of what may not run, the part that does. */
const SURE = {
  LogicalExpression: ['left'],
  SwitchStatement: ['discriminant'],
  CatchClause: [],
};

/** The first name of `it`, `it.each(rows)` and `expect(x).resolves.toBe`. */
function rootOf(node) {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'MemberExpression') return rootOf(node.object);
  if (node.type === 'CallExpression') return rootOf(node.callee);
  if (node.type === 'TaggedTemplateExpression') return rootOf(node.tag);
  return undefined;
}

/** `expect(x).toBe(y)`, not `expect(x)` alone or `expect.anything()`. */
const isMatch = ({ callee }) =>
  callee.type === 'MemberExpression' && callee.object.type !== 'Identifier' && rootOf(callee) === 'expect';

function functionNamed(scope, name) {
  for (let at = scope; at; at = at.upper) {
    const [definition] = at.set.get(name)?.defs ?? [];
    if (!definition) continue;
    const { node } = definition;
    return [node, node.init].find((each) => each && FUNCTIONS.has(each.type));
  }
  return undefined;
}

/** Looks into the functions of one file. */
class Expectations {
  #sourceCode;
  #asked = new Map();

  constructor(sourceCode) {
    this.#sourceCode = sourceCode;
  }

  /** Whether whoever runs the node meets an expectation. */
  in(node) {
    return this.#meets(node, (call) => this.#isExpectation(call));
  }

  #meets(node, wanted) {
    if (node.type === 'CallExpression' && wanted(node)) return true;
    if (FUNCTIONS.has(node.type)) return false;
    const within = (part) => part !== null && this.#meets(part, wanted);
    if (node.type === 'IfStatement' || node.type === 'ConditionalExpression') {
      return within(node.test) || (within(node.consequent) && within(node.alternate));
    }
    const keys = SURE[node.type] ?? this.#sourceCode.visitorKeys[node.type] ?? [];
    return keys.flatMap((key) => node[key] ?? []).some(within);
  }

  #isExpectation(call) {
    const { callee } = call;
    if (isMatch(call)) return true;
    // Properties run what they are given.
    if (rootOf(callee) === 'fc') return call.arguments.some((given) => this.#runsTo(given));
    if (callee.type !== 'Identifier') return false;
    // Of another file: it says so by its name.
    if (/^expect[A-Z]/.test(callee.name)) return true;
    const called = functionNamed(this.#sourceCode.getScope(callee), callee.name);
    if (!called) return false;
    return this.#expects(called) || call.arguments.some((given, at) => this.#calls(called, at, given));
  }

  /** Whether a function of this file expects something. */
  #expects(called) {
    if (!this.#asked.has(called)) {
      this.#asked.set(called, false);
      this.#asked.set(called, this.in(called.body));
    }
    return this.#asked.get(called);
  }

  /** Whether a function of this file calls what it is given, and that expects something. */
  #calls(called, at, given) {
    const parameter = called.params[at]?.name;
    const isCalled = ({ callee }) => callee.type === 'Identifier' && callee.name === parameter;
    return FUNCTIONS.has(given.type) && this.#meets(called.body, isCalled) && this.in(given.body);
  }

  #runsTo(node) {
    return this.in(FUNCTIONS.has(node.type) ? node.body : node);
  }
}

const rule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      none: 'This test expects nothing that surely runs: it cannot fail.',
      itself: 'This is expected to be itself: it cannot fail.',
    },
  },
  create(context) {
    const { sourceCode } = context;
    const expectations = new Expectations(sourceCode);
    // Then the compiler is what fails.
    const isForCompiler = (node) =>
      sourceCode.getCommentsInside(node).some(({ value }) => value.includes('@ts-expect-error'));
    return {
      CallExpression(node) {
        if (isMatch(node) && isItself(sourceCode, node)) context.report({ node, messageId: 'itself' });
        if (!TESTS.has(rootOf(node.callee))) return;
        const test = node.arguments.find(({ type }) => FUNCTIONS.has(type));
        if (!test || expectations.in(test.body) || isForCompiler(test)) return;
        context.report({ node: node.callee, messageId: 'none' });
      },
    };
  },
};

/** `expect(x).toBe(x)` and `expect(true).toBe(true)`. */
function isItself(sourceCode, { callee, arguments: [wanted] }) {
  const [given] = callee.object.arguments ?? callee.object.object?.arguments ?? [];
  if (!given) return false;
  return given.type === 'Literal' || (wanted && sourceCode.getText(given) === sourceCode.getText(wanted));
}

/** The rule, as an entry of the configuration. */
export const expectations = {
  files: ['test/**/*.test.ts'],
  plugins: { tests: { rules: { expectations: rule } } },
  rules: { 'tests/expectations': 'error' },
};
