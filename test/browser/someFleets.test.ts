import type { Page } from 'playwright-core';
import { personaFront } from '../../src/demo/personas.ts';
import { largeFleets } from '../../src/simulator/seeds.ts';
import { browserOfFile, newViewer } from '../support/browser.ts';
import { NODE_IMAGES, TestSystem } from '../support/testSystem.ts';

const browser = browserOfFile();
let system: TestSystem;

const WORDS = (role: string) =>
  `You are an ${role} on fleet-1 only; an Admin of all fleets grants it on others.`;

beforeEach(async () => {
  system = await TestSystem.start({
    seed: largeFleets({ fleets: 2, members: 4, groups: 1 }),
    settings: { APP_AUTHENTICATION: 'entra' },
    front: personaFront,
    persona: 'admin',
  });
  await system.ok('GET', '/api/members?refresh=true');
  const schedule = { cron: '0 2 * * *', timeZone: 'Europe/Berlin' };
  for (const fleet of ['fleet-1', 'fleet-2'])
    await system.ok('PUT', `/api/triggers/night-${fleet}`, {
      kind: 'schedule',
      fleets: [fleet],
      schedule,
      managedClusterUpdate: NODE_IMAGES,
    });
});
afterEach(async () => {
  await system.close();
});

/** Somebody who approves everywhere, with one more role on the first of two fleets. */
async function viewerWith(role: string): Promise<Page> {
  const grant = { principal: 'approver-1', role, fleets: ['fleet-1'] };
  await system.ok('PUT', '/api/access/first', grant);
  const { page } = await newViewer(browser(), system.system.origin);
  await page.goto('/.auth/login/aad?as=approver-1');
  return page;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const choose = (page: Page, name: string) => page.getByRole('checkbox', { name: new RegExp(name) }).check();

describe('Whoever has a role on some fleets only', () => {
  it('is offered runs on those, and told why not on others', async () => {
    const page = await viewerWith('Operator');
    await page.goto('/runs/+');
    const fleets = page.getByRole('group', { name: /^Fleets/ });
    await fleets.waitFor();
    await page.getByText(WORDS('Operator')).waitFor();
    expect(await fleets.getByRole('checkbox', { name: 'fleet-2' }).isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: /^Name/ }).fill('mine');
    await page.getByRole('radio', { name: 'Node image only' }).check();
    await button(page, 'Create').click();
    await page.getByText('Needs at least one: none chosen means all').waitFor();
    await fleets.getByRole('checkbox', { name: 'fleet-1' }).check();
    await button(page, 'Create').click();
    await page.waitForURL('**/runs/mine');
    expect((await system.run('mine')).fleets).toEqual(['fleet-1']);
  });

  it('assigns the groups of those, and plans runs for what is behind there', async () => {
    const page = await viewerWith('Operator');
    await page.goto('/members');
    await choose(page, 'm-0001');
    expect(await button(page, 'Assign update group').isEnabled()).toBe(true);
    await choose(page, 'm-0003');
    await page.getByText(WORDS('Operator')).waitFor();
    expect(await button(page, 'Assign update group').isDisabled()).toBe(true);
    await page.goto('/behind');
    await page.getByText(WORDS('Operator')).waitFor();
    await page
      .getByRole('button', { name: /^Plan a run .*\(2\)$/ })
      .first()
      .waitFor();
  });

  it('changes what is of those, and looks at what is of others', async () => {
    const page = await viewerWith('Admin');
    await page.goto('/triggers/night-fleet-1');
    for (const name of ['Run now', 'Pause', 'Delete', 'Save']) await button(page, name).waitFor();
    await page.goto('/triggers/night-fleet-2');
    await page.getByText('Only an Admin of its fleets changes it').waitFor();
    for (const name of ['Run now', 'Pause', 'Delete', 'Save'])
      expect(await button(page, name).count()).toBe(0);
    await page.goto('/freezes/+');
    await page.getByText(WORDS('Admin')).waitFor();
    await page.goto('/members');
    await button(page, 'Add cluster').click();
    await page.getByRole('dialog', { name: 'Add clusters' }).waitFor();
    expect(await page.getByRole('option', { name: 'fleet-2' }).count()).toBe(0);
  });
});
