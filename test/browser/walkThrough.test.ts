import type { Browser, Page } from 'playwright-core';
import { newViewer, startBrowser } from '../support/browser.ts';
import { ENDED, TestSystem } from '../support/testSystem.ts';

let browser: Browser;
let system: TestSystem;

beforeAll(async () => {
  browser = await startBrowser();
}, 120_000);
afterAll(async () => {
  await browser.close();
});
beforeEach(async () => {
  system = await TestSystem.start();
});
afterEach(async () => {
  await system.close();
});

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function assignByClicks(page: Page, members: readonly string[], group: string): Promise<void> {
  for (const name of members) await page.getByRole('checkbox', { name: `Select ${name}` }).check();
  await button(page, 'Assign update group').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Update group' }).fill(group);
  await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  for (const name of members) {
    await page.getByRole('row', { name: new RegExp(`${name}.*${group}`) }).waitFor();
  }
}

async function createStage(page: Page, name: string, groups: readonly string[], minutes = 0): Promise<void> {
  await button(page, 'Create stage').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Stage name' }).fill(name);
  for (const group of groups) {
    await dialog.getByRole('combobox', { name: 'Update groups' }).fill(group);
    await dialog.getByRole('button', { name: 'Add' }).click();
    await dialog.getByText(group, { exact: true }).waitFor();
  }
  if (minutes > 0) await dialog.getByRole('spinbutton', { name: 'Minutes' }).fill(String(minutes));
  await dialog.getByRole('button', { name: 'Create' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

describe('The walk-through by clicks only', () => {
  it('goes from assigning groups over stages and a strategy to a finished run', async () => {
    const { page, complaints } = await newViewer(browser, system.system.origin);
    await page.goto('/');
    await page.getByText('5 clusters').waitFor();
    await assignByClicks(page, ['aks-neu-1'], 'test');
    await assignByClicks(page, ['aks-weu-1', 'aks-weu-2'], 'weu');
    await assignByClicks(page, ['aks-eus-1', 'aks-eus-2'], 'eus');

    await page.getByRole('link', { name: 'Multi-cluster update' }).click();
    await button(page, 'Create').first().click();
    await page.getByRole('textbox', { name: 'Name' }).fill('september');
    await page.getByRole('radio', { name: 'Stages' }).check();
    await page.getByRole('combobox', { name: 'Kubernetes version' }).fill('1.33.2');
    await page.getByRole('radio', { name: 'Consistent' }).check();
    await createStage(page, 'production', ['weu', 'eus']);
    await createStage(page, 'test', ['test'], 10);
    await button(page, 'Move test up').click();
    await page.getByRole('textbox', { name: 'Save as strategy' }).fill('standard');
    const plan = page.getByRole('complementary', { name: 'Plan' });
    await plan.getByText('5 of 5 members will be updated.').waitFor();
    expect(await plan.textContent()).toContain('Kubernetes 1.32.6 → 1.33.2');
    await button(page, 'Create').click();

    await page.getByRole('heading', { name: 'september' }).waitFor();
    await button(page, 'Start').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    const run = await system.until('september', ENDED);
    expect(run.state).toBe('Completed');
    expect(run.stages.map(({ name }) => name)).toEqual(['test', 'production']);
    await page.getByText('5 of 5 done').waitFor();
    await page
      .getByRole('region', { name: 'Stage test' })
      .getByText('Completed', { exact: true })
      .first()
      .waitFor();

    await page.goto('/');
    await page.getByRole('button', { name: /1\.33\.2.*5 members/ }).waitFor();
    expect(complaints).toEqual([]);
  }, 120_000);
});
