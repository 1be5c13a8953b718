import type { Locator, Page } from 'playwright-core';
import { newViewer, browserOfFile } from '../support/browser.ts';
import { ENDED, TestSystem } from '../support/testSystem.ts';

const browser = browserOfFile();
let system: TestSystem;

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
    const { page, complaints } = await newViewer(browser(), system.system.origin);
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

/** As somebody without a mouse comes to it. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.first().waitFor();
  const focused = target.and(page.locator(':focus'));
  for (let presses = 0; (await focused.count()) === 0; presses += 1) {
    if (presses > 120) throw new Error(`Tab does not come to ${String(target)}`);
    await page.keyboard.press('Tab');
  }
}

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

async function type(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

/** Tab goes to the one that is chosen, or to the first; the arrows choose. */
async function choose(page: Page, radio: Locator, others: number): Promise<void> {
  const group = page.getByRole('radiogroup').filter({ has: radio });
  await tabTo(page, group.getByRole('radio'));
  for (let presses = 0; presses < others && !(await radio.isChecked()); presses += 1) {
    await page.keyboard.press('ArrowDown');
  }
  expect(await radio.isChecked()).toBe(true);
}

async function stageByKeys(page: Page, name: string, groups: readonly string[]): Promise<void> {
  await press(page, button(page, 'Create stage'));
  const dialog = page.getByRole('dialog');
  await type(page, dialog.getByRole('textbox', { name: 'Stage name' }), name);
  for (const group of groups) {
    await type(page, dialog.getByRole('combobox', { name: 'Update groups' }), group);
    await press(page, dialog.getByRole('button', { name: 'Add' }));
    await dialog.getByText(group, { exact: true }).waitFor();
  }
  await type(page, dialog.getByRole('spinbutton', { name: 'Minutes' }), '10');
  await press(page, dialog.getByRole('button', { name: 'Create' }));
  await dialog.waitFor({ state: 'hidden' });
}

describe('The walk-through by keys only', () => {
  it('goes from the members over two stages with waits to a run that is seen to go on and to end', async () => {
    await system.ok('GET', '/api/members?refresh=true');
    await system.assign({
      test: ['aks-neu-1'],
      weu: ['aks-weu-1', 'aks-weu-2'],
      eus: ['aks-eus-1', 'aks-eus-2'],
    });
    const { page, complaints } = await newViewer(browser(), system.system.origin);
    await page.goto('/');
    await press(page, page.getByRole('link', { name: 'Multi-cluster update' }));
    await press(page, button(page, 'Create'));
    await type(page, page.getByRole('textbox', { name: 'Name' }), 'keys');
    await choose(page, page.getByRole('radio', { name: 'Stages' }), 3);
    await choose(page, page.getByRole('radio', { name: 'Node image only' }), 3);
    await stageByKeys(page, 'production', ['weu', 'eus']);
    await stageByKeys(page, 'test', ['test']);
    await press(page, button(page, 'Move test up'));
    await type(page, page.getByRole('textbox', { name: 'Save as strategy' }), 'standard');
    await page.getByText('5 of 5 members will be updated.').waitFor();
    await press(page, button(page, 'Create'));

    await page.getByRole('heading', { name: 'keys' }).waitFor();
    await press(page, button(page, 'Start'));
    await press(page, page.getByRole('dialog').getByRole('button', { name: 'Start' }));
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await system.untilRun('keys', ({ state }) => state === 'Running');
    const test = page.getByRole('region', { name: 'Stage test' });
    await test.getByText('Running', { exact: true }).first().waitFor();
    const run = await system.until('keys', ENDED);
    expect(run.stages.map(({ name, afterStageWait }) => [name, afterStageWait?.durationInSeconds])).toEqual([
      ['test', 600],
      ['production', 600],
    ]);
    await page.getByText('5 of 5 done').waitFor();
    expect(complaints).toEqual([]);
  }, 120_000);
});
