// Reads JSON `{filePath, codes}` and prints, for each code, the rules that ESLint finds broken if it stood in that
// file. A process of its own: jest cannot load the configuration, which is an ES module.
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

const { filePath, codes } = JSON.parse(await text(process.stdin));
const OURS = ['no-restricted-', 'tests/'];
const eslint = new ESLint({ ruleFilter: ({ ruleId }) => OURS.some((ours) => ruleId.startsWith(ours)) });
const found = [];
for (const code of codes) {
  const [{ messages }] = await eslint.lintText(code, { filePath });
  found.push(messages.map(({ ruleId, message }) => ruleId ?? message));
}
console.log(JSON.stringify(found));
