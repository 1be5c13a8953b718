import type { Locator, Page } from 'playwright-core';
import { newViewer, browserOfFile } from '../support/browser.ts';
import { faultsOf } from '../support/pageFaults.ts';
import { TestSystem } from '../support/testSystem.ts';

const browser = browserOfFile();
let system: TestSystem;

beforeEach(async () => {
  system = await TestSystem.start({ settings: { HEALTH_CHECK_HOSTS: 'status.example.com' } });
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({ weu: ['aks-weu-1', 'aks-weu-2'] });
  await system.ok('PUT', '/api/strategies/standard', { stages: STAGES });
});
afterEach(async () => {
  await system.close();
});

const QUIET = { reducedMotion: 'reduce' } as const;
const STAGES = [{ name: 'prod', groups: [{ name: 'weu' }], afterStageWaitInSeconds: 90 }];
const ANN = '11111111-aaaa-4111-8111-111111111111';
const GO = { type: 'Approval', name: 'go', minimumApprovals: 2, approvers: [ANN, 'ops-on-call'] };
const HEALTH_OF_CLUSTERS = {
  type: 'Health',
  name: 'soak',
  checks: [{ type: 'Clusters' }],
  timeoutInSeconds: 3600,
};
const ENDPOINT = 'https://w-abcd.westeurope.prometheus.monitor.azure.com';
const HEALTH = {
  type: 'Health',
  name: 'soak',
  checks: [
    { type: 'Clusters' },
    { type: 'Metrics', rules: ['NodesReady', 'PodsReady', 'ApiServerLoad', 'PodsScheduled'] },
    { type: 'ResourceHealth' },
    { type: 'Alerts', maximumSeverity: 'Sev2' },
    { type: 'Prometheus', name: 'errors', endpoint: ENDPOINT, query: 'sum(up)', successCondition: '>= 1' },
    { type: 'Http', url: 'https://status.example.com/ready', expectedStatus: 204 },
  ],
  initialDelayInSeconds: 90,
  intervalInSeconds: 300,
  soakInSeconds: 7200,
  timeoutInSeconds: 86_400,
  failureLimit: 1,
  inconclusiveLimit: 2,
  consecutiveErrorLimit: 3,
  onFailure: 'Hold',
};

const named = (where: Page | Locator, name: string) => where.getByRole('button', { name, exact: true });
const field = (where: Page | Locator, name: string) => where.getByRole('textbox', { name, exact: true });
const number = (where: Page | Locator, name: string) => where.getByRole('spinbutton', { name, exact: true });

/** What of the dialog ends beyond the right edge of its room. */
const BEYOND_THE_EDGE = `[...document.querySelectorAll('[role=dialog] *')]
  .filter((element) => element.getBoundingClientRect().right > innerWidth - 16)
  .map((element) => element.outerHTML.slice(0, 120))`;

async function openGates(page: Page): Promise<Locator> {
  await page.goto('/strategies/standard');
  await named(page, 'Edit prod').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Gates: / }).click();
  return dialog;
}

/** Adds a gate and hands back its place in the dialog. */
async function add(dialog: Locator, place: string, type: string): Promise<Locator> {
  const page = dialog.page();
  const list = dialog.getByRole('group', { name: place, exact: true });
  const gates = list.locator('ol > li');
  const index = await gates.count();
  await named(list, `Add gate ${place.toLowerCase()}`).click();
  await page.getByRole('menuitem', { name: new RegExp(`^${type}: `) }).click();
  const gate = gates.nth(index);
  await field(gate, 'Gate name').waitFor();
  return gate;
}

/** What HEALTH says, into the fields of a gate that was just added. */
async function fillHealth(gate: Locator): Promise<void> {
  for (const type of ['ResourceHealth', 'Alerts', 'Prometheus', 'Http']) {
    await named(gate, 'Add check').click();
    await gate.getByLabel('Check', { exact: true }).last().selectOption(type);
  }
  await gate.getByRole('checkbox', { name: 'Size of etcd' }).uncheck();
  await gate.getByLabel('Severities that count').selectOption('Sev2');
  await field(gate, 'Name, if wanted').nth(4).fill('errors');
  await field(gate, 'Query endpoint').fill(ENDPOINT);
  await field(gate, 'Query').fill('sum(up)');
  await field(gate, 'Healthy when every series is').fill('>= 1');
  await field(gate, 'URL').fill('https://status.example.com/ready');
  await number(gate, 'Expected status').fill('204');
  await number(gate, 'Healthy for').fill('2');
  await gate.getByLabel('Healthy for: unit').selectOption('hours');
  await number(gate, 'Time-out').fill('1');
  await gate.getByLabel('Time-out: unit').selectOption('days');
  await number(gate, 'Evaluated every').fill('5');
  await gate.getByLabel('First evaluation after: unit').selectOption('seconds');
  await number(gate, 'First evaluation after').fill('90');
  await number(gate, 'Failed evaluations allowed').fill('1');
  await number(gate, 'Inconclusive ones allowed').fill('2');
  await number(gate, 'Errors in a row allowed').fill('3');
  await gate.getByLabel('Where it would fail it').selectOption('Hold');
}

describe('Gates of a stage', () => {
  it('of each type are filled in by fields and put in order, and arrive exactly so', async () => {
    const { page, complaints } = await newViewer(browser(), system.system.origin, QUIET);
    const dialog = await openGates(page);

    const approval = await add(dialog, 'Before the stage', 'Approval');
    await field(approval, 'Gate name').fill('release');
    await field(approval, 'Instructions').fill('Look at the board');
    await approval.getByRole('combobox', { name: 'Approvers' }).fill(ANN.toUpperCase());
    await named(approval, 'Add').click();
    await approval.getByRole('combobox', { name: 'Approvers' }).fill('ops-on-call');
    await named(approval, 'Add').click();
    await number(approval, 'Approvals needed').fill('2');
    await number(approval, 'Fails unless decided within').fill('3');
    await approval.getByLabel('Fails unless decided within: unit').selectOption('days');
    await approval.getByRole('checkbox', { name: 'Whoever asked for the run may approve too' }).check();

    const monday = await add(dialog, 'Before the stage', 'Scheduled start');
    await monday.getByLabel('Day of the week', { exact: true }).selectOption('Tuesday');
    await monday.locator('input[type=time]').fill('07:30');
    await monday.getByRole('combobox', { name: 'Time zone' }).fill('Asia/Tokyo');
    const once = await add(dialog, 'Before the stage', 'Scheduled start');
    await once.getByRole('radio', { name: 'At one moment' }).check();
    await once.getByLabel('Day (UTC)').fill('2027-01-04');
    await once.getByLabel('Time (UTC)').fill('05:00');
    await once.getByText('06:00 where you are').waitFor();

    // By keys: the focus goes with what is moved.
    await named(dialog, 'Move release down').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await dialog.getByText('Gate release is now number 3 of 3.').waitFor({ state: 'attached' });

    const soak = await add(dialog, 'After group weu', 'Health');
    await fillHealth(soak);
    await add(dialog, 'After the stage', 'Approval');
    await add(dialog, 'After the stage', 'Approval');
    await named(dialog, 'Remove go').click();
    // What stands under the mouse would be explained.
    await page.mouse.move(0, 0);
    await page.getByRole('tooltip').waitFor({ state: 'detached' });
    expect(await faultsOf(page)).toEqual([]);

    await named(dialog, 'Save').click();
    await page.getByText('After it: Approval go-2').waitFor();
    await named(page, 'Save').click();
    await page.getByText('standard is saved').last().waitFor();
    expect(await system.ok('GET', '/api/strategies/standard')).toMatchObject({
      stages: [
        {
          ...STAGES[0],
          beforeGates: [
            {
              type: 'ScheduledStart',
              name: 'not-before',
              notBefore: { day: 'Tue', time: '07:30', timeZone: 'Asia/Tokyo' },
            },
            { type: 'ScheduledStart', name: 'not-before-2', notBefore: '2027-01-04T05:00:00Z' },
            {
              type: 'Approval',
              name: 'release',
              instructions: 'Look at the board',
              approvers: [ANN, 'ops-on-call'],
              minimumApprovals: 2,
              expiresInSeconds: 259_200,
              requesterMayApprove: true,
            },
          ],
          groups: [{ name: 'weu', afterGates: [HEALTH] }],
          afterGates: [{ type: 'Approval', name: 'go-2' }],
        },
      ],
    });
    expect(complaints).toEqual([]);
  }, 240_000);

  it('that are wrong are named at their fields: at once, or when the app refuses them', async () => {
    const { page } = await newViewer(browser(), system.system.origin, QUIET);
    const dialog = await openGates(page);
    const soak = await add(dialog, 'After the stage', 'Health');
    await number(soak, 'Healthy for').fill('120');
    await page.keyboard.press('Tab');
    await soak.getByText('With the delay it must be less than the time-out').waitFor();
    await dialog.getByText('Gate soak: With the delay it must be less than the time-out').waitFor();
    expect(await named(dialog, 'Save').isDisabled()).toBe(true);
    await number(soak, 'Healthy for').fill('30');
    await named(soak, 'Remove check 2').click();
    await named(soak, 'Remove check 1').click();
    await soak.getByText('Needs at least one check').waitFor();
    await named(soak, 'Add check').click();
    await soak.getByLabel('Check', { exact: true }).selectOption('Http');
    await field(soak, 'URL').fill('https://elsewhere.example.com/ready');

    const approval = await add(dialog, 'After the stage', 'Approval');
    await field(approval, 'Gate name').fill('soak');
    await page.keyboard.press('Tab');
    await approval.getByText('An earlier gate of the list has it').waitFor();
    await field(approval, 'Gate name').fill('go');
    await approval.getByRole('combobox', { name: 'Approvers' }).fill('ann');
    await dialog.getByText('Gate go: Add who is typed here, or empty the field').waitFor();
    await named(approval, 'Add').click();
    await number(approval, 'Approvals needed').fill('2');
    await page.keyboard.press('Tab');
    await approval.getByText('More than the approvers that are named').waitFor();
    await number(approval, 'Approvals needed').fill('1');

    await named(dialog, 'Save').click();
    await named(page, 'Save').click();
    // Where the dialog is closed it stands at the stage, and in the dialog at the field.
    await page
      .getByRole('alert')
      .getByText('afterGates, number 1, checks, number 1, url: names a host that is not allowed')
      .waitFor();
    await named(page, 'Edit prod').click();
    const url = page.getByRole('dialog').getByRole('textbox', { name: 'URL' });
    await page.getByRole('dialog').getByText('names a host that is not allowed').waitFor();
    expect(await url.getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByText('names a host that is not allowed').count()).toBe(1);
  }, 240_000);

  it.each(['light', 'dark'] as const)(
    'are filled in on a phone too, with nothing wider than it and no fault that axe finds (%s)',
    async (colorScheme) => {
      await system.ok('PUT', '/api/strategies/standard', {
        stages: [{ ...STAGES[0], beforeGates: [GO, HEALTH] }],
      });
      const { page, complaints } = await newViewer(browser(), system.system.origin, {
        ...QUIET,
        colorScheme,
        viewport: { width: 390, height: 844 },
      });
      const dialog = await openGates(page);
      await dialog.getByRole('button', { name: /^1\. Approval go/ }).click();
      await dialog.getByRole('button', { name: /^2\. Health soak/ }).click();
      await add(dialog, 'Before the stage', 'Scheduled start');
      expect(await page.evaluate(BEYOND_THE_EDGE)).toEqual([]);
      expect(await faultsOf(page)).toEqual([]);
      await named(dialog, 'Save').click();
      await page
        .getByText(/^Before it: Approval go .*, Health soak .*, Scheduled start not-before/)
        .waitFor();
      expect(complaints).toEqual([]);
    },
    120_000,
  );
});

describe('A run', () => {
  it('shows the gates of its stages in the plan, and what would hold it for good', async () => {
    await system.ok('PUT', '/api/strategies/standard', {
      stages: [
        { ...STAGES[0], beforeGates: [GO], groups: [{ name: 'weu', afterGates: [HEALTH_OF_CLUSTERS] }] },
      ],
    });
    const { page, complaints } = await newViewer(browser(), system.system.origin, QUIET);
    await page.goto('/runs/+?strategy=standard');
    await page.getByRole('radio', { name: 'Node image only' }).check();
    const plan = page.getByRole('complementary', { name: 'Plan' });
    await plan.getByText('Before it: Approval go (2 approvals, 2 approvers named)').waitFor();
    await plan.getByText('After weu: Health soak (Clusters; healthy once within 1 h)').waitFor();
    await page.getByRole('radio', { name: 'One by one' }).check();
    await page.getByText('One by one has no stages, and so none of the gates that you filled in.').waitFor();
    await page.getByRole('radio', { name: 'Stages' }).check();
    await named(page, 'Create').click();
    await page.getByRole('heading', { name: 'standard-1' }).waitFor();

    // The same once more, though its strategy is gone.
    await system.ok('DELETE', '/api/strategies/standard');
    await page.goto('/runs/+?again=standard-1');
    await plan.getByText('Before it: Approval go (2 approvals, 2 approvers named)').waitFor();
    await named(page, 'Create').click();
    await page.getByRole('heading', { name: 'standard-2' }).waitFor();
    expect(await system.ok('GET', '/api/runs/standard-2')).toMatchObject({
      stages: [{ beforeGates: [GO], groups: [{ afterGates: [HEALTH_OF_CLUSTERS] }] }],
    });
    expect(complaints).toEqual([]);
  }, 240_000);
});
