/**
 * A literal that is spread into another says nothing that its properties do not say; it only saves lines. Written out,
 * a property is found by its name and a diff shows the one that changed.
 */
const rule = {
  meta: {
    type: 'suggestion',
    fixable: 'code',
    schema: [],
    messages: { writtenOut: 'Write the properties out instead of spreading a literal.' },
  },
  create(context) {
    const { sourceCode } = context;
    const report = (node, replacement) =>
      context.report({ node, messageId: 'writtenOut', fix: (fixer) => fixer.replaceText(node, replacement) });
    return {
      'ObjectExpression > SpreadElement[argument.type="ObjectExpression"]'(node) {
        const inner = sourceCode.getText(node.argument).slice(1, -1).trim();
        report(node, inner.replace(/,$/, ''));
      },
      'JSXSpreadAttribute[argument.type="ObjectExpression"]'(node) {
        const attributes = node.argument.properties.map((property) => {
          if (property.type !== 'Property') return `{${sourceCode.getText(property)}}`;
          const name = property.key.type === 'Literal' ? property.key.value : property.key.name;
          return `${name}={${sourceCode.getText(property.value)}}`;
        });
        report(node, attributes.join(' '));
      },
    };
  },
};

/** The rule, as an entry of the configuration. */
export const literals = {
  plugins: { project: { rules: { 'no-spread-literal': rule } } },
  rules: { 'project/no-spread-literal': 'error' },
};
