import type { Page } from 'playwright-core';
import { largeFleets } from '../../src/simulator/seeds.ts';
import { newViewer, browserOfFile } from '../support/browser.ts';
import { ENDED, HOUR, NODE_IMAGES, TestSystem } from '../support/testSystem.ts';

const browser = browserOfFile();
let system: TestSystem;

afterEach(async () => {
  await system.close();
});

const DESK = { viewport: { width: 1440, height: 900 } };
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const nodes = (page: Page) => page.evaluate<number>("document.querySelectorAll('*').length");

describe('With the demo fleet', () => {
  beforeEach(async () => {
    system = await TestSystem.start({ settings: { WEBHOOK_SECRET_CI: `whsec_${'a'.repeat(48)}` } });
    await system.ok('GET', '/api/members?refresh=true');
    await system.assign({ test: ['aks-neu-1'], europe: ['aks-weu-1', 'aks-weu-2'] });
  });

  it('what is typed counts, a form is left only when its viewer says so, and the keyboard is never lost', async () => {
    const { page, complaints } = await newViewer(browser(), system.system.origin, DESK);
    await page.goto('/runs/+');
    const version = page.getByRole('combobox', { name: 'Kubernetes version' });
    await version.pressSequentially('1.34.0');
    await page.keyboard.press('Tab');
    expect(await version.inputValue()).toBe('1.34.0');
    await version.fill('');
    await version.press('ArrowDown');
    await version.press('Enter');
    expect(await version.inputValue()).toBe('1.34');
    await version.press('Backspace');
    expect(await version.inputValue()).toBe('1.3');

    await page.getByRole('link', { name: 'Members' }).click();
    await button(page, 'Stay here').click();
    expect(await version.inputValue()).toBe('1.3');
    await page.getByRole('radio', { name: 'Stages' }).check();
    await button(page, 'Create stage').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.locator('button:focus', { hasText: 'Create stage' }).waitFor();
    await page.getByRole('link', { name: 'Members' }).click();
    await button(page, 'Leave').click();

    await page.getByText('5 clusters').waitFor();
    await page.getByRole('checkbox', { name: 'Select aks-eus-1' }).check();
    await button(page, 'Assign update group').click();
    const group = page.getByRole('combobox', { name: 'Update group' });
    await group.pressSequentially('eu');
    await page.keyboard.press('Tab');
    expect(await group.inputValue()).toBe('eu');
    await page.getByRole('dialog').getByRole('button', { name: 'Assign', exact: true }).click();
    await page.getByRole('row', { name: /aks-eus-1.*\beu\b/ }).waitFor();

    await button(page, 'Add cluster').click();
    const ids = page.getByRole('combobox', { name: 'Clusters by their resource ids' });
    await ids.fill(system.simulator.world.cluster('aks-weu-1').id);
    await page.keyboard.press('Tab');
    await page.getByText('Already a member: demo/aks-weu-1, in group europe').waitFor();
    expect(
      await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).last().isDisabled(),
    ).toBe(true);
    expect(complaints).toEqual([]);
  }, 240_000);

  it('a plan with an error promises nothing and creates nothing, and forms say at the field what is wrong', async () => {
    const { page, complaints } = await newViewer(browser(), system.system.origin, DESK);
    await page.goto('/runs/+');
    await field(page, 'Name').fill('wrong');
    await page.getByRole('combobox', { name: 'Kubernetes version' }).fill('1.34.0');
    await page.getByText('Nothing will be updated: the plan has').waitFor();
    expect(await button(page, 'Create').isDisabled()).toBe(true);
    await page.getByRole('link', { name: 'Triggers' }).click();
    await button(page, 'Leave').click();

    await button(page, 'Create').click();
    await field(page, 'Name').fill('nightly');
    await field(page, 'Cron expression').fill('0 2 * * 9');
    await page.keyboard.press('Tab');
    await page.getByText('Five fields that fall due some day').waitFor();
    await field(page, 'Cron expression').fill('30 4 * * 1-5');
    await page.getByText(/At 04:30, Monday through Friday/).waitFor();
    expect(await page.getByRole('list', { name: 'Next five times' }).getByRole('listitem').count()).toBe(5);
    await button(page, 'Add blackout').click();
    await page.getByLabel('First day').fill('2026-12-18');
    await page.getByLabel('Last day').fill('2026-12-01');
    await page.getByLabel('Last day').blur();
    await page.getByText('Not before the first day').waitFor();
    await page.getByLabel('Last day').fill('2027-01-04');
    await button(page, 'Add quiet time').click();
    await button(page, 'Save').click();
    await page.getByRole('heading', { name: 'nightly' }).waitFor();
    expect(await system.ok('GET', '/api/triggers/nightly')).toMatchObject({
      schedule: {
        cron: '30 4 * * 1-5',
        blackouts: [{ from: '2026-12-18', to: '2027-01-04' }],
        quietTimes: [{ days: ['Fri'], from: '12:00', to: '23:59' }],
      },
    });

    await page.goto('/triggers/+');
    await field(page, 'Name').fill('ci');
    await page.getByRole('radio', { name: 'Webhook' }).check();
    await page.getByText(/curl -X POST .*\/api\/webhooks\/ci/).waitFor();
    await button(page, 'Add filter').click();
    await button(page, 'Save').click();
    await page.getByRole('heading', { name: 'ci', exact: true }).waitFor();
    expect(await system.ok('GET', '/api/triggers/ci')).toMatchObject({
      webhook: {
        authentication: [{ type: 'standardWebhooks', secrets: ['WEBHOOK_SECRET_CI'] }],
        filters: [{ event: 'workflow_run', branch: 'main', result: 'success' }],
      },
    });
    expect(complaints).toEqual([]);
  }, 240_000);

  it('a failed run says in one look what failed and what can be done, and keeps the bars of each attempt', async () => {
    system.simulator.world.failUpgrades('aks-weu-2', { times: 1 });
    const stages = [
      { name: 'test', groups: [{ name: 'test' }] },
      { name: 'production', groups: [{ name: 'europe' }] },
    ];
    await system.ok('POST', '/api/runs', {
      name: 'failing',
      stages,
      managedClusterUpdate: NODE_IMAGES,
      start: true,
    });
    await system.until('failing', ENDED);
    const { page, complaints } = await newViewer(browser(), system.system.origin, DESK);
    await page.goto('/runs/failing');
    const banner = page.getByRole('region', { name: 'What failed' });
    await banner.getByText('in stage production, group europe').waitFor();
    await banner.getByText(/^Operation/).waitFor();
    expect(await banner.getByRole('link', { name: 'Cluster in the portal' }).getAttribute('href')).toMatch(
      /^https:\/\/portal\.azure\.com\/#resource\/subscriptions\/.*aks-weu-2/,
    );
    for (const name of ['Start again', 'Skip member', 'Delete'])
      expect(await button(page, name).count()).toBe(1);
    const lane = await page.getByRole('listitem', { name: 'Member aks-weu-2' }).boundingBox();
    expect((lane?.y ?? Infinity) + (lane?.height ?? 0)).toBeLessThanOrEqual(900);

    await system.clock.advance(HOUR);
    await button(page, 'Start again').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start again' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await system.until('failing', ENDED);
    await page.getByText('3 of 3 done').waitFor();
    expect(await banner.count()).toBe(0);
    await page.getByRole('tab', { name: 'Time line' }).click();
    const bars = page.getByRole('region', { name: 'Time line' }).locator('rect title');
    await bars.first().waitFor({ state: 'attached' });
    const told = await bars.allTextContents();
    expect(told).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^aks-weu-2, attempt 1: Failed/),
        expect.stringMatching(/^aks-weu-2, attempt 2: Completed/),
        expect.stringMatching(/^production, attempt 1: Failed/),
      ]),
    );

    await page.goto('/runs');
    await page.getByRole('button', { name: 'Run again: failing' }).click();
    await page.getByRole('heading', { name: 'Create update run' }).waitFor();
    await page.locator('input[value="failing-2"]').waitFor();
    await button(page, 'Create').click();
    await page.getByRole('heading', { name: 'failing-2' }).waitFor();
    await page.goto('/runs');
    await page.getByRole('button', { name: 'Start failing-2' }).waitFor();
    expect(complaints).toEqual([]);
  }, 240_000);
});

describe('A run of a thousand members', () => {
  it('is a page of few nodes in which every member is found, and no higher than a few screens', async () => {
    system = await TestSystem.start({ seed: largeFleets({ fleets: 2, members: 1_000, groups: 50 }) });
    await system.ok('GET', '/api/members?refresh=true');
    const groups = Array.from({ length: 50 }, (_, at) => ({
      name: `group-${String(at + 1).padStart(2, '0')}`,
    }));
    await system.ok('POST', '/api/runs', {
      name: 'large',
      stages: [{ name: 'all', groups }],
      managedClusterUpdate: NODE_IMAGES,
    });
    const { page, complaints } = await newViewer(browser(), system.system.origin, DESK);
    await page.goto('/runs/large');
    await page.getByRole('region', { name: 'Stage all' }).waitFor();
    expect(await nodes(page)).toBeLessThan(1_500);
    expect(await page.evaluate<number>('document.documentElement.scrollHeight')).toBeLessThan(2_000);
    await page.getByRole('searchbox', { name: 'Search members' }).fill('m-0777');
    await page.getByText('1 of 1000 members').waitFor();
    await page.getByRole('link', { name: 'm-0777' }).waitFor();
    expect(await nodes(page)).toBeLessThan(1_500);
    expect(complaints).toEqual([]);
  }, 240_000);
});
