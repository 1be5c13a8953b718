import type { Page } from 'playwright-core';
import { newViewer, browserOfFile } from '../support/browser.ts';
import { ENDED, memberStates, NODE_IMAGES, TestSystem } from '../support/testSystem.ts';

const browser = browserOfFile();
let system: TestSystem;

beforeEach(async () => {
  system = await TestSystem.start();
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({
    test: ['aks-neu-1'],
    weu: ['aks-weu-1', 'aks-weu-2'],
    eus: ['aks-eus-1', 'aks-eus-2'],
  });
});
afterEach(async () => {
  await system.close();
});

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

const STRATEGY = {
  stages: [{ name: 'prod', groups: [{ name: 'weu', maxConcurrency: '2' }, { name: 'eus' }] }],
  policy: { maxAllowedFailures: '1' },
};

describe('Limits', () => {
  it('set in the forms arrive at the strategy and at the run, and what was set before stays', async () => {
    await system.ok('PUT', '/api/strategies/standard', STRATEGY);
    const { page, complaints } = await newViewer(browser(), system.system.origin);
    await page.goto('/strategies/standard');
    await page.getByRole('button', { name: 'Limits of the whole run: 1 may fail' }).click();
    await page.getByRole('spinbutton', { name: 'Retries' }).fill('2');
    await button(page, 'Edit prod').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Limits: some in its groups' }).click();
    const ofStage = dialog.getByRole('group', { name: 'Limits of the stage' });
    await ofStage.getByRole('textbox', { name: 'Max concurrency' }).fill('0');
    await ofStage.getByRole('textbox', { name: 'Max allowed failures' }).fill('50%');
    await dialog.getByText('A number from 1 on, or a share such as 25%').waitFor();
    expect(await dialog.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await ofStage.getByRole('textbox', { name: 'Max concurrency' }).fill('3');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('weu (2 at once), eus · 3 at once, 50% may fail').waitFor();
    await button(page, 'Save').click();
    await page.getByText('standard is saved').last().waitFor();
    const [prod] = STRATEGY.stages;
    expect(await system.ok('GET', '/api/strategies/standard')).toMatchObject({
      stages: [{ ...prod, maxConcurrency: '3', maxAllowedFailures: '50%' }],
      policy: { maxAllowedFailures: '1', retries: { count: 2, delayInSeconds: 300 } },
    });

    await page.goto('/runs/+?strategy=standard');
    await page.getByRole('radio', { name: 'Node image only' }).check();
    await page.getByRole('button', { name: 'Limits of the whole run: 1 may fail, 2 retries' }).click();
    await field(page, 'Max concurrency').fill('25%');
    await page.getByText('4 of 4 members will be updated.').waitFor();
    await button(page, 'Create').click();
    await page.getByRole('heading', { name: 'standard-1' }).waitFor();
    expect(await system.ok('GET', '/api/runs/standard-1')).toMatchObject({
      strategy: 'standard',
      policy: { maxAllowedFailures: '1', maxConcurrency: '25%', retries: { count: 2 } },
      stages: [{ name: 'prod', maxConcurrency: '3', groups: [{ maxConcurrency: '2' }, {}] }],
    });
    expect(complaints).toEqual([]);
  }, 240_000);
});

describe('A run within limits', () => {
  it('shows its failures, tries, places and when it will be over, and goes by limits that are changed meanwhile', async () => {
    system.simulator.world.failUpgrades('aks-weu-1', { times: 1 });
    await system.ok('POST', '/api/runs', {
      name: 'limited',
      stages: [{ name: 'prod', groups: [{ name: 'weu', maxConcurrency: '2' }], maxAllowedFailures: '1' }],
      policy: { retries: { count: 2, delayInSeconds: 600 } },
      managedClusterUpdate: NODE_IMAGES,
      start: true,
    });
    const { page, complaints } = await newViewer(browser(), system.system.origin);
    await page.goto('/runs/limited');
    const stage = page.getByRole('region', { name: 'Stage prod' });
    await system.untilRun('limited', (run) => Object.values(memberStates(run)).includes('Running'));
    await stage.getByText('of 2 at once').waitFor();
    await stage.getByText('0 of 1 failures allowed').waitFor();
    await page.getByText(/min left, until/).waitFor();
    await system.untilRun('limited', ({ stages }) =>
      stages.some(({ groups }) => groups.some(({ members }) => members.some(({ tries }) => tries === 1))),
    );
    const member = page.getByRole('listitem', { name: 'Member aks-weu-1' });
    await member.getByText('try 2 of 3').waitFor();
    await member.getByText('Retry', { exact: true }).waitFor();

    await button(page, 'More commands').click();
    await page.getByRole('menuitem', { name: 'Change limits …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('spinbutton', { name: 'Retries' }).fill('1');
    await dialog.getByRole('button', { name: /^Stage prod: 1 may fail/ }).click();
    const ofStage = dialog.getByRole('group', { name: 'Limits of stage prod' });
    await ofStage.getByRole('textbox', { name: 'Max allowed failures' }).fill('2');
    await dialog.getByRole('button', { name: 'Change' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await stage.getByText('0 of 2 failures allowed').waitFor();
    await member.getByText('try 2 of 2').waitFor();
    expect((await system.until('limited', ENDED)).state).toBe('Completed');
    expect(complaints).toEqual([]);
  }, 240_000);
});

describe('A freeze', () => {
  it('made in its form is told on every page and holds a start, until it is deleted', async () => {
    const { page, complaints } = await newViewer(browser(), system.system.origin);
    await page.goto('/freezes');
    await button(page, 'Create').click();
    await field(page, 'Name').fill('release');
    await field(page, 'Reason').fill('Release day');
    await button(page, 'Add hours').click();
    await button(page, 'Save').click();
    await page.getByRole('heading', { name: 'release' }).waitFor();
    const stored = await system.ok('GET', '/api/freezes/release');
    expect(stored).toMatchObject({
      reason: 'Release day',
      timeZone: 'Europe/Berlin',
      active: true,
      hours: [{ days: ['Fri'], from: '12:00', to: '24:00' }],
    });
    const banner = page.getByRole('region', { name: 'Freezes that are on' });
    await banner.getByText(/Release day\. Nothing starts until/).waitFor();

    await system.ok('POST', '/api/runs', { name: 'held', managedClusterUpdate: NODE_IMAGES });
    await page.goto('/runs/held');
    await banner.getByText(/Release day/).waitFor();
    await button(page, 'Start').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await system.untilRun('held', ({ waiting }) => waiting?.reason === 'Freeze');
    await page
      .getByText(/freeze "?release/i)
      .first()
      .waitFor();

    await system.ok('POST', '/api/runs', {
      name: 'urgent',
      stages: [{ name: 'only', groups: [{ name: 'test' }] }],
      managedClusterUpdate: NODE_IMAGES,
    });
    await page.goto('/runs');
    await button(page, 'Start urgent').click();
    await page.getByRole('dialog').getByText('What is covered waits').waitFor();
    await page.getByRole('dialog').getByRole('checkbox', { name: 'Start in spite of freezes' }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await system.untilRun('urgent', (run) => memberStates(run)['aks-neu-1'] === 'Running');

    await page.goto('/freezes/release');
    await button(page, 'Delete').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.waitForURL(/\/freezes$/);
    await banner.getByText(/Release day/).waitFor({ state: 'hidden' });
    await system.untilRun('held', (run) => Object.values(memberStates(run)).includes('Running'));
    expect(complaints).toEqual([]);
  }, 240_000);
});
