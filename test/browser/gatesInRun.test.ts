import type { Page } from 'playwright-core';
import { gatesOfRun, type GateView } from '../../src/domain/gate/gateView.ts';
import { liveRunSchema } from '../../src/domain/run/runView.ts';
import { personaFront } from '../../src/demo/personas.ts';
import { largeFleets } from '../../src/simulator/seeds.ts';
import { newViewer, browserOfFile } from '../support/browser.ts';
import { faultsOf, tooWide } from '../support/pageFaults.ts';
import { ENDED, MINUTE, NODE_IMAGES, TestSystem, type RunAnswer } from '../support/testSystem.ts';

const browser = browserOfFile();

const CHECKS = [{ type: 'Clusters' }, { type: 'Metrics', name: 'platform' }, { type: 'ResourceHealth' }];
const HEALTH = { type: 'Health', checks: CHECKS, timeoutInSeconds: 7_200 };
const STAGES = [
  {
    name: 'canary',
    beforeGates: [{ type: 'ScheduledStart', name: 'early', notBefore: '2026-03-02T08:30:00Z' }],
    groups: [{ name: 'test', afterGates: [{ ...HEALTH, name: 'soak', soakInSeconds: 300 }] }],
  },
  {
    name: 'prod',
    beforeGates: [{ type: 'Approval', name: 'go', minimumApprovals: 2, expiresInSeconds: 86_400 }],
    groups: [{ name: 'eus' }],
    afterGates: [
      { type: 'Approval', name: 'eyes' },
      { ...HEALTH, name: 'healthy', failureLimit: 1, soakInSeconds: 3_600 },
    ],
    afterStageWaitInSeconds: 60,
  },
];

const gateNamed = (run: RunAnswer, name: string): GateView | undefined =>
  gatesOfRun(run).find((gate) => gate.name === name);
const untilPending = async (system: TestSystem, name: string): Promise<string> => {
  const run = await system.untilRun('gated', (each) => gateNamed(each, name)?.state === 'Pending');
  return gateNamed(run, name)?.id ?? '';
};

const gateItem = (page: Page, name: string) =>
  page.getByRole('listitem', { name: `Gate ${name}`, exact: true });

/** Wide and narrow, light and dark, nothing is amiss on the page once it is as it is to be looked at. */
async function expectNoFaults(origin: string, settle: (page: Page) => Promise<void>): Promise<void> {
  const found: string[] = [];
  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 390],
  ] as const) {
    const { page } = await newViewer(browser(), origin, { colorScheme, viewport: { width, height: 900 } });
    await page.goto('/runs/gated');
    await settle(page);
    const wide = await tooWide(page);
    found.push(...(await faultsOf(page)), ...wide.map((what) => `too wide at ${width}: ${what}`));
    await page.context().close();
  }
  expect(found).toEqual([]);
}

describe('The gates of a run', () => {
  let system: TestSystem;
  beforeEach(async () => {
    // The last cluster, aks-eus-2, is unwell once it is updated.
    system = await TestSystem.start({ scenario: 'unhealthy-after-update' });
    await system.ok('GET', '/api/members?refresh=true');
    await system.assign({ test: ['aks-neu-1'], eus: ['aks-eus-2'] });
    const run = { name: 'gated', stages: STAGES, managedClusterUpdate: NODE_IMAGES, start: true };
    await system.ok('POST', '/api/runs', run);
  });
  afterEach(async () => {
    await system.close();
  });

  it('stand where they are in its flow, with who decided what and why, and health as a row of evaluations', async () => {
    const { page, complaints } = await newViewer(browser(), system.system.origin);
    await page.goto('/runs/gated');
    const early = await untilPending(system, 'early');
    const notice = page.getByText(/Waits for gate early before stage canary: Opens at 2 Mar 2026, 09:30/);
    await notice.first().waitFor();
    const link = page.getByRole('link', { name: 'To the gate' });
    expect(await link.first().getAttribute('href')).toBe(`/runs/gated/gates/${early}`);
    const canary = page.getByRole('region', { name: 'Stage canary' });
    await canary.getByText('Opens 2 Mar 2026, 09:30:00').waitFor();
    // Before its groups, and the group's own in the group.
    const labelled = await canary.locator('[aria-label]').all();
    const labels = await Promise.all(labelled.map((each) => each.getAttribute('aria-label')));
    const parts = labels.filter((label) => /^(Gate|Group)s? /.test(label ?? ''));
    expect(parts).toEqual([
      'Gates before stage canary',
      'Gate early',
      'Group test',
      'Gates after group test',
      'Gate soak',
    ]);

    await untilPending(system, 'soak');
    await gateItem(page, 'soak')
      .getByText(/^Healthy for (\d min|0 s) of 5 min$/)
      .waitFor();
    await gateItem(page, 'soak').getByText('May still come: 0 failed').waitFor();

    const go = await untilPending(system, 'go');
    await system.ok('POST', `/api/runs/gated/gates/${go}/approve`, { comment: 'Canary is fine.' });
    await gateItem(page, 'go').getByText('1 of 2 approvals, expires').waitFor();
    await gateItem(page, 'go').getByText('anonymous approved: Canary is fine.').waitFor();
    await expectNoFaults(system.system.origin, async (other) => {
      await gateItem(other, 'go').getByRole('link', { name: 'Decide on go' }).waitFor();
    });
    await page.goto('/runs');
    await page.getByRole('link', { name: /^Waits for gate go before stage prod/ }).click();
    await page.waitForURL(`**/runs/gated/gates/${go}`);

    await system.clock.advance(5_000);
    await system.ok('POST', `/api/runs/gated/gates/${go}/approve`, {});
    await page.goto('/runs/gated');
    await untilPending(system, 'eyes');
    await page.getByRole('button', { name: 'Skip gate eyes' }).click();
    const skip = page.getByRole('dialog').getByRole('button', { name: 'Skip' });
    expect(await skip.isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: 'Reason' }).fill('Nobody is there.');
    await skip.click();
    const end = await system.until('gated', ENDED);
    expect(end.state).toBe('Failed');
    await gateItem(page, 'eyes').getByText('Skipped by anonymous: Nobody is there.').waitFor();

    await page.getByRole('heading', { name: 'Gate healthy has failed' }).waitFor();
    await page.getByText(/^Decides afresh on gate healthy/).waitFor();
    const marks = gateItem(page, 'healthy').getByRole('list', { name: 'Evaluations, newest last' });
    const names = (await marks.getByRole('button').all()).map((mark) => mark.getAttribute('aria-label'));
    expect(await Promise.all(names)).toEqual(['Evaluation 1: Failed', 'Evaluation 2: Failed']);
    await expectNoFaults(system.system.origin, async (other) => {
      await other.getByRole('button', { name: 'Evaluation 2: Failed' }).focus();
      await other.keyboard.press('Enter');
      const evidence = other.getByRole('region', { name: 'What evaluation 2 found' });
      await evidence
        .getByText(/aks-eus-2/)
        .first()
        .waitFor();
      await evidence.getByText('platform', { exact: true }).waitFor();
    });

    await page.goto('/runs/gated?view=timeline');
    await page.getByText('Gate healthy', { exact: true }).first().waitFor();
    await page.goto('/runs/gated?view=events');
    const approved = page.getByRole('listitem').filter({ hasText: 'has approved gate go' }).first();
    const told = approved.getByRole('link', { name: 'To the gate' });
    expect(await told.getAttribute('href')).toBe(`/runs/gated/gates/${go}`);
    expect(complaints).toEqual([]);
  }, 300_000);
});

describe('What somebody may not do with a run and its gates', () => {
  let system: TestSystem;
  beforeEach(async () => {
    system = await TestSystem.start({ settings: { APP_AUTHENTICATION: 'entra' }, front: personaFront });
  });
  afterEach(async () => {
    await system.close();
  });

  const as = async (who: string, method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await system.call(method, path, body, { authorization: `Bearer ${who}` });
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };

  it('is not offered, and the page says why, until a grant on the fleet gives it', async () => {
    await as('admin', 'GET', '/api/members?refresh=true');
    const members = [{ fleet: 'demo', name: 'aks-neu-1' }];
    await as('admin', 'POST', '/api/members/assign-group', { members, group: 'test' });
    const beforeGates = [{ type: 'Approval', name: 'go' }];
    const stages = [{ name: 'only', beforeGates, groups: [{ name: 'test' }] }];
    await as('operator', 'POST', '/api/runs', {
      name: 'gated',
      stages,
      managedClusterUpdate: NODE_IMAGES,
      start: true,
    });
    const isReached = async () =>
      gateNamed(liveRunSchema.parse(await as('admin', 'GET', '/api/runs/gated')), 'go')?.state === 'Pending';
    while (!(await isReached())) await system.clock.advance(MINUTE / 2);

    const viewers = await Promise.all(
      ['operator', 'approver-1'].map(async (who) => {
        const { page } = await newViewer(browser(), system.system.origin);
        await page.goto(`/.auth/login/aad?as=${who}&post_login_redirect_uri=/runs/gated`);
        await gateItem(page, 'go').getByText('0 of 1 approval').waitFor();
        return page;
      }),
    );
    const [operator, approver] = viewers;
    if (!operator || !approver) throw new Error('Nobody looks.');
    await operator.getByText('You may not skip it. It needs the role Approver').waitFor();
    expect(await operator.getByRole('button', { name: 'Skip gate go' }).count()).toBe(0);
    expect(await operator.getByRole('button', { name: 'Stop' }).count()).toBe(1);

    await approver
      .getByText(/^Starting, stopping or changing it needs the role Operator on its fleet/)
      .waitFor();
    expect(await approver.getByRole('button', { name: 'Skip gate go' }).count()).toBe(1);
    expect(await approver.getByRole('button', { name: /^(Stop|Run again|Skip stage only)$/ }).count()).toBe(
      0,
    );

    await as('admin', 'PUT', '/api/access/on-call', {
      principal: 'approver-1',
      role: 'Operator',
      fleets: ['demo'],
    });
    await system.clock.advance(2 * MINUTE);
    await approver.reload();
    await approver.getByRole('button', { name: 'Stop' }).waitFor();
    expect(await approver.getByRole('button', { name: /^(Run again|Skip stage only)$/ }).count()).toBe(2);

    // Nor on the gate's own page; whoever may goes around it there as well.
    const words = /^You may not skip it\. It needs the role Approver/;
    for (const page of [operator, approver])
      await page.getByRole('link', { name: 'To the gate' }).first().click();
    await operator.getByText(words).waitFor();
    expect(await operator.getByRole('button', { name: 'Skip …' }).count()).toBe(0);
    await approver.getByRole('button', { name: 'Skip …' }).click();
    const dialog = approver.getByRole('dialog', { name: 'Skip gate go' });
    expect(await dialog.getByRole('button', { name: 'Skip' }).isDisabled()).toBe(true);
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Nobody is there.');
    await dialog.getByRole('button', { name: 'Skip' }).click();
    await dialog.waitFor({ state: 'detached' });
    await system.clock.advance(2 * MINUTE);
    await approver.getByText('Skipped by approver-1: Nobody is there.').first().waitFor();
    await approver.getByRole('button', { name: 'Skip …' }).waitFor({ state: 'detached' });
  }, 180_000);
});

describe('More gates than a page of the API has', () => {
  it('are all in the inbox, and counted', async () => {
    const count = 101;
    const system = await TestSystem.start({
      seed: largeFleets({ fleets: 1, members: count, groups: count }),
    });
    try {
      await system.ok('GET', '/api/members?refresh=true');
      const beforeGates = [{ type: 'Approval', name: 'go' }];
      const names = Array.from({ length: count }, (_, at) => `group-${String(at + 1).padStart(2, '0')}`);
      const groups = names.map((name) => ({ name, beforeGates }));
      for (const [name, some] of [
        ['one', groups.slice(0, 50)],
        ['two', groups.slice(50, 100)],
        ['three', groups.slice(100)],
      ] as const)
        await system.ok('POST', '/api/runs', {
          name,
          stages: [{ name: 'only', groups: some }],
          managedClusterUpdate: NODE_IMAGES,
          start: true,
        });
      await system.clock.advance(2 * MINUTE);
      const { page, complaints } = await newViewer(browser(), system.system.origin);
      await page.goto('/approvals');
      await page.getByText(`${count} for you to decide`, { exact: true }).waitFor();
      await page.getByTitle('Gates for you to decide on').getByText(String(count), { exact: true }).waitFor();
      expect(complaints).toEqual([]);
    } finally {
      await system.close();
    }
  }, 180_000);
});
