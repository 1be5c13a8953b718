import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import priceList from './prices.json' with { type: 'json' };
import { Snapshot } from './snapshots.ts';

const page = readFileSync(join(__dirname, '../../docs/deploy.md'), 'utf8');
const [, section = ''] = page.split('## What it costs');
/** What, formula as factors and divisors, and the sum that the page says. */
const rows = [...section.matchAll(/^\| ([^|]+?) +\| [^|]+\| (\d[\d.×/ ]+?) +\| ([\d.]+) +\|$/gm)].map(
  ([, what = '', formula = '', says = '']) => ({ what, formula, says: Number(says) }),
);
const numbersOf = (formula: string) => formula.split(/[×/]/).map((part) => Number(part.trim()));

function computed(formula: string): number {
  const [product = '', divisor = '1'] = formula.split('/');
  return numbersOf(product).reduce((all, factor) => all * factor, 1) / Number(divisor.trim());
}

describe('The table of costs in docs/deploy.md', () => {
  it('computes in every row, and in its sum, which is under 12 dollars a month', () => {
    expect(rows).toHaveLength(Object.keys(priceList.prices).length);
    for (const { formula, says } of rows) expect(computed(formula)).toBeCloseTo(says, 2);
    const sum = Number(/^\| \*\*all\*\* .*\| ([\d.]+) +\|$/m.exec(section)?.[1]);
    expect(rows.reduce((all, { says }) => all + says, 0)).toBeCloseTo(sum, 2);
    expect(sum).toBeLessThan(12);
  });

  it('counts with the prices that were read, each once', () => {
    const prices: readonly number[] = Object.values(priceList.prices);
    const used = rows.map(({ formula }) => numbersOf(formula).find((number) => prices.includes(number)));
    expect(used.every((price) => price !== undefined)).toBe(true);
    expect(priceList.read).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it('counts with what is deployed by default: memory, instances, alerts', () => {
    const least = new Snapshot('least');
    const { scaleAndConcurrency } = z
      .looseObject({
        functionAppConfig: z.looseObject({
          scaleAndConcurrency: z.looseObject({
            instanceMemoryMB: z.number(),
            alwaysReady: z.tuple([z.looseObject({ instanceCount: z.number() })]),
          }),
        }),
      })
      .parse(least.one('Microsoft.Web/sites').properties).functionAppConfig;
    const { instanceMemoryMB, alwaysReady } = scaleAndConcurrency;
    const [instances, gigabytes] = numbersOf(rows[0]?.formula ?? '');
    expect([instances, gigabytes]).toEqual([alwaysReady[0].instanceCount, instanceMemoryMB / 1024]);
    const [alerts] = numbersOf(rows.find(({ what }) => what === 'alerts')?.formula ?? '');
    expect(alerts).toBe(least.ofType('Microsoft.Insights/scheduledQueryRules').length);
  });
});

it('The subject of GitHub is said in both forms: with names, and with ids that never change', () => {
  // github.blog/changelog, 23 April 2026; default for repositories made or renamed since 15 July 2026.
  expect(page).toContain('repo:<owner>/<repository>:environment:production');
  expect(page).toContain('repo:<owner>@<owner id>/<repository>@<repository id>:environment:production');
});
