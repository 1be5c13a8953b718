import type { Page } from 'playwright-core';
import { newViewer, browserOfFile } from '../support/browser.ts';
import { EVENT_GRID_KEY, eventGridDelivery, fixtureText } from '../support/deliveries.ts';
import { TestSystem } from '../support/testSystem.ts';

const browser = browserOfFile();
let system: TestSystem;

beforeEach(async () => {
  system = await TestSystem.start({ eventGridKey: EVENT_GRID_KEY });
  await system.ok('GET', '/api/members?refresh=true');
});
afterEach(async () => {
  await system.close();
});

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

it('A trigger is created by its form, paused, run now and deleted', async () => {
  const { page, complaints } = await newViewer(browser(), system.system.origin);
  await page.goto('/triggers/+');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('nightly');
  await button(page, 'Save').click();
  await page.getByRole('heading', { name: 'nightly' }).waitFor();
  expect(await system.ok('GET', '/api/triggers/nightly')).toMatchObject({ kind: 'schedule', enabled: true });
  await button(page, 'Pause').click();
  await button(page, 'Resume').waitFor();
  expect(await system.ok('GET', '/api/triggers/nightly')).toMatchObject({ enabled: false });
  await button(page, 'Run now').click();
  await button(page, 'Run').click();
  await page.waitForURL(/\/runs\/nightly-now-/);
  expect(await system.ok('GET', '/api/runs')).toMatchObject({ value: [{ createdBy: 'trigger/nightly' }] });
  await page.goto('/triggers/nightly');
  await button(page, 'Delete').click();
  await page
    .getByRole('alertdialog')
    .or(page.getByRole('dialog'))
    .getByRole('button', { name: 'Delete' })
    .click();
  await page.waitForURL(/\/triggers$/);
  expect(await system.ok('GET', '/api/triggers')).toEqual({ value: [] });
  expect(complaints).toEqual([]);
}, 120_000);

it('A member whose version loses its support says so, and a group that is not in Fleet yet is mended', async () => {
  await eventGridDelivery(system, fixtureText('aks-support-ending-event-grid'));
  const members = ['aks-weu-1', 'aks-weu-2'].map((name) => ({ fleet: 'demo', name }));
  await system.ok('POST', '/api/members/assign-group', { members, group: 'weu' });
  const { page, complaints } = await newViewer(browser(), system.system.origin);
  await page.goto('/members/demo/aks-weu-1');
  await page.getByText('Support ends').first().waitFor();
  await button(page, 'Mend now').click();
  await page.getByText('Fleet Manager has weu now').last().waitFor();
  expect(await system.ok('GET', '/api/members?group=weu')).toMatchObject({
    value: [{ name: 'aks-weu-1', mirror: { group: 'weu', pending: false } }, { name: 'aks-weu-2' }],
  });
  expect(complaints).toEqual([]);
}, 120_000);
