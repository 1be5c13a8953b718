import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const axeResult = z.object({
  violations: z.array(
    z.looseObject({
      id: z.string(),
      impact: z.string().nullish(),
      nodes: z.array(z.looseObject({ html: z.string() })),
    }),
  ),
});

/**
 * Faults that axe finds, as `rule: element`. Left out are the library's marks at the edges of what keeps the
 * focus, which hand it on at once.
 */
export async function faultsOf(page: Page): Promise<string[]> {
  // Evaluated by the debugger, which no Content-Security-Policy keeps out.
  await page.evaluate(AXE);
  const { violations } = axeResult.parse(
    await page.evaluate('axe.run({ exclude: ["[data-tabster-dummy]"] }, { resultTypes: ["violations"] })'),
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

const TOO_WIDE = `[
  ...(document.documentElement.scrollWidth > innerWidth ? ['the page'] : []),
  ...[...document.querySelectorAll('[role=cell]')]
    .filter((cell) => cell.scrollWidth > cell.clientWidth + 1)
    .map((cell) => 'cell: ' + cell.textContent),
]`;

/** What is wider than the place it has: the page itself, or what stands in a cell and runs into the next. */
export async function tooWide(page: Page): Promise<string[]> {
  return z.array(z.string()).parse(await page.evaluate(TOO_WIDE));
}

const TWICE = `[...document.querySelectorAll('[id]')]
  .map(({ id }) => id)
  .filter((id, index, all) => all.indexOf(id) !== index)`;

/** Ids that two elements have: a label of one would be that of the other. */
export async function idsTwice(page: Page): Promise<string[]> {
  return z.array(z.string()).parse(await page.evaluate(TWICE));
}
