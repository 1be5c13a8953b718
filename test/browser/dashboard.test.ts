import type { Page } from 'playwright-core';
import { z } from 'zod';
import { gatesOfRun } from '../../src/domain/gate/gateView.ts';
import { largeFleets } from '../../src/simulator/seeds.ts';
import { newViewer, browserOfFile } from '../support/browser.ts';
import { faultsOf, idsTwice, tooWide } from '../support/pageFaults.ts';
import { ENDED, memberStates, NODE_IMAGES, TestSystem } from '../support/testSystem.ts';

const browser = browserOfFile();
let system: TestSystem;

const GROUPS = { test: ['aks-neu-1'], weu: ['aks-weu-1', 'aks-weu-2'], eus: ['aks-eus-1', 'aks-eus-2'] };
const STAGES = [
  { name: 'test', groups: [{ name: 'test' }], afterStageWaitInSeconds: 600 },
  { name: 'production', groups: [{ name: 'weu' }, { name: 'eus' }] },
];

beforeEach(async () => {
  system = await TestSystem.start({
    settings: {
      WEBHOOK_SECRET_CI: `whsec_${'a'.repeat(48)}`,
      // Refused as it is not public: what is on its way is shown, and nothing leaves the machine.
      NOTIFICATION_URL_TEAM: 'https://127.0.0.1/',
    },
  });
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign(GROUPS);
  await system.ok('PUT', '/api/strategies/standard', { stages: STAGES });
});
afterEach(async () => {
  await system.close();
});

const viewer = () => newViewer(browser(), system.system.origin);
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const stageNames = async (page: Page) =>
  (await page.getByRole('list', { name: 'Stages' }).getByRole('listitem').allTextContents()).map(
    (text) => /\d\. ([a-z]+?)(test|weu|eus|canary)/.exec(text)?.[1],
  );

describe('A strategy', () => {
  it('is copied into a run, whose stages are moved by buttons, by keys and by dragging', async () => {
    const { page, complaints } = await viewer();
    await page.goto('/runs/+');
    await page.getByRole('textbox', { name: 'Name' }).fill('copied');
    await page.getByRole('radio', { name: 'Stages' }).check();
    await page.getByRole('radio', { name: 'Node image only' }).check();
    await button(page, 'Copy from existing strategy').click();
    await page.getByRole('menuitem', { name: 'standard' }).click();
    const stages = page.getByRole('list', { name: 'Stages' }).getByRole('listitem');
    await stages.nth(1).waitFor();
    expect(await stageNames(page)).toEqual(['test', 'production']);
    await button(page, 'Move production up').click();
    expect(await stageNames(page)).toEqual(['production', 'test']);
    await button(page, 'Move production down').focus();
    await page.keyboard.press('Enter');
    expect(await stageNames(page)).toEqual(['test', 'production']);
    await stages.nth(1).dragTo(stages.nth(0));
    expect(await stageNames(page)).toEqual(['production', 'test']);
    await button(page, 'Create').click();
    await page.getByRole('heading', { name: 'copied' }).waitFor();
    expect((await system.run('copied')).stages.map(({ name }) => name)).toEqual(['production', 'test']);
    expect(complaints).toEqual([]);
  }, 60_000);

  it('that somebody else changed meanwhile is not overwritten without a word', async () => {
    const { page } = await viewer();
    await page.goto('/strategies/standard');
    await button(page, 'Move production up').click();
    await system.ok('PUT', '/api/strategies/standard', { stages: STAGES.slice(0, 1) });
    await button(page, 'Save').click();
    await page.getByText('standard was changed meanwhile.').waitFor();
    expect(await stageNames(page)).toEqual(['production', 'test']);
    const stored = z.looseObject({ stages: z.array(z.unknown()) });
    expect(stored.parse(await system.ok('GET', '/api/strategies/standard')).stages).toHaveLength(1);
    await button(page, 'Replace it with mine').click();
    await page.getByText('standard is saved').last().waitFor();
    expect(stored.parse(await system.ok('GET', '/api/strategies/standard')).stages).toHaveLength(2);
  }, 60_000);
});

describe('A run', () => {
  it('in which a member fails tells two viewers the same, and goes on when it is started again', async () => {
    const first = await viewer();
    const second = await viewer();
    system.simulator.world.failUpgrades('aks-neu-1', { times: 1 });
    await system.ok('POST', '/api/runs', {
      name: 'failing',
      stages: STAGES,
      managedClusterUpdate: NODE_IMAGES,
      start: true,
    });
    await first.page.goto('/runs/failing');
    await second.page.goto('/runs/failing/members/demo/aks-neu-1');
    await system.until('failing', ENDED);
    const member = first.page.getByRole('listitem', { name: 'Member aks-neu-1' });
    await member.getByRole('img', { name: 'Failed' }).waitFor();
    await second.page
      .getByRole('dialog', { name: 'aks-neu-1' })
      .getByText('Failed', { exact: true })
      .waitFor();
    await button(first.page, 'Start again').click();
    await first.page.getByRole('dialog').getByText('members that are completed or skipped stay').waitFor();
    await first.page.getByRole('dialog').getByRole('button', { name: 'Start again' }).click();
    await first.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await first.page.getByRole('button', { name: 'Skip the wait after test' }).click();
    await first.page.getByRole('dialog').getByRole('button', { name: 'Skip' }).click();
    await first.page.getByRole('dialog').waitFor({ state: 'hidden' });
    const run = await system.until('failing', ENDED);
    expect(run.state).toBe('Completed');
    expect(run.stages[0]?.afterStageWait?.state).toBe('Skipped');
    await first.page.getByText('5 of 5 done').waitFor();
    await second.page
      .getByRole('dialog', { name: 'aks-neu-1' })
      .getByText('Completed', { exact: true })
      .waitFor();
    expect([...first.complaints, ...second.complaints]).toEqual([]);
  }, 120_000);
});

/** What somebody does in the portal: Fleet Manager without this app. */
async function moveInFleet(member: string, group: string): Promise<void> {
  const [at] = z
    .object({ value: z.array(z.looseObject({ name: z.string(), id: z.string() })) })
    .parse(await system.ok('GET', '/api/fleets')).value;
  const { endpoint } = system.simulator;
  const response = await fetch(`${endpoint}${at?.id}/members/${member}?api-version=2025-03-01`, {
    method: 'PATCH',
    headers: {
      authorization: `Bearer ${system.simulator.issueToken()}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ properties: { group } }),
  });
  expect(response.status).toBeLessThan(300);
}

describe('A run that did not do all of its plan', () => {
  const create = (name: string) =>
    system.ok('POST', '/api/runs', { name, stages: STAGES, managedClusterUpdate: NODE_IMAGES, start: true });

  it('says whom it left out, where and why, on its page and in the list', async () => {
    await create('lacking');
    await system.untilRun('lacking', (run) => memberStates(run)['aks-neu-1'] === 'Running');
    await moveInFleet('aks-eus-2', 'elsewhere');
    expect((await system.until('lacking', ENDED)).state).toBe('Completed');
    const { page, complaints } = await viewer();
    await page.goto('/runs/lacking');
    await page.getByText('Completed, 1 left out').waitFor();
    await page.getByText('1 member of the plan left out').waitFor();
    await page.getByText(/^1 in stage production, group eus: MemberMoved: aks-eus-2/).waitFor();
    await page.goto('/runs');
    await page.getByRole('row', { name: /lacking Completed, 1 left out .*MemberMoved: aks-eus-2/ }).waitFor();
    expect(complaints).toEqual([]);
  }, 60_000);

  it('that was abandoned says so, and what of it is left at Fleet Manager', async () => {
    const { page, complaints } = await viewer();
    await create('given-up');
    await system.untilRun('given-up', (run) => memberStates(run)['aks-neu-1'] === 'Running');
    for (const operation of ['updateRuns.stop', 'updateRuns.delete']) {
      system.simulator.faults.add({
        operation,
        effect: { kind: 'status', status: 409, code: 'ScopeLocked', message: 'The scope is locked.' },
      });
    }
    await system.ok('POST', '/api/runs/given-up/abandon', { reason: 'It does not end.' });
    await page.goto('/runs/given-up');
    await page.getByText('The run was abandoned', { exact: true }).waitFor();
    await page
      .getByText(/It does not end\./)
      .first()
      .waitFor();
    await page.getByText('Fleet Manager still has a Fleet run').waitFor();
    expect(complaints).toEqual([]);
  }, 60_000);
});

describe('A thousand members', () => {
  it('are all there to scroll and to find, while only those in sight are drawn', async () => {
    const large = await TestSystem.start({ seed: largeFleets({ fleets: 2, members: 1_000, groups: 50 }) });
    try {
      const { page } = await newViewer(browser(), large.system.origin);
      await page.goto('/members');
      await page.getByText('1000 clusters').waitFor();
      const rows = page.getByRole('table', { name: 'Members' }).getByRole('row');
      expect(await rows.count()).toBeLessThan(60);
      await page.getByRole('region', { name: 'List of members' }).focus();
      await page.keyboard.press('End');
      await page.getByRole('link', { name: 'm-1000' }).waitFor();
      expect(await rows.count()).toBeLessThan(60);
      await page.getByRole('searchbox', { name: 'Search members' }).fill('m-0777');
      await page.getByText('1 of 1000 members').waitFor();
    } finally {
      await large.close();
    }
  }, 60_000);
});

describe('The page', () => {
  it('offers a reader nothing that a reader may not do, and says so where nothing may be seen', async () => {
    const { page } = await viewer();
    await page.route('**/api/me', (route) => route.fulfill({ json: { user: 'ada', roles: ['Reader'] } }));
    await page.goto('/strategies/standard');
    await page.getByText('ada').waitFor();
    for (const name of ['Save', 'Delete', 'Create a run']) expect(await button(page, name).count()).toBe(0);
    await page.getByRole('link', { name: 'Members' }).click();
    await page.getByText('5 clusters').waitFor();
    for (const name of ['Assign update group', 'Add cluster', 'Remove']) {
      expect(await button(page, name).count()).toBe(0);
    }
    const refused = (status: number) => ({
      status,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        title: 'Refused',
        detail: 'Ask for the role Reader.',
        code: 'NotAllowed',
        status,
      }),
    });
    await page.route('**/api/strategies', (route) => route.fulfill(refused(403)));
    await page.goto('/strategies');
    await page.getByText('You may not see or do this.').waitFor();
    await page.route('**/api/triggers', (route) => route.fulfill(refused(401)));
    await page.goto('/triggers');
    const signIn = page
      .getByRole('link', { name: 'Sign in' })
      .or(page.getByRole('button', { name: 'Sign in' }));
    expect(await signIn.getAttribute('href')).toBe('/.auth/login/aad?post_login_redirect_uri=%2Ftriggers');
  }, 60_000);

  it('shows within its polling what somebody else does, to a run and to the list, with nothing touched', async () => {
    const soon = { timeout: 10_000 };
    const list = await viewer();
    await list.page.goto('/runs');
    await list.page.getByText('No update run yet').waitFor();
    await system.ok('POST', '/api/runs', {
      name: 'watched',
      stages: STAGES,
      managedClusterUpdate: NODE_IMAGES,
    });
    await list.page.getByRole('link', { name: 'watched' }).waitFor(soon);
    const { page } = await viewer();
    await page.goto('/runs/watched');
    const stage = page.getByRole('region', { name: 'Stage test' });
    await stage.getByText('Not started', { exact: true }).first().waitFor();
    await system.ok('POST', '/api/runs/watched/start');
    await system.untilRun('watched', ({ state }) => state === 'Running');
    await stage.getByText('Running', { exact: true }).first().waitFor(soon);
    const row = list.page.getByRole('row', { name: /watched.*Running/ });
    await row.waitFor(soon);
    expect([await row.count(), await list.page.getByText('No update run yet').count()]).toEqual([1, 0]);
  }, 60_000);

  it('keeps what it shows while the app is away, says so, and goes on when the app is back', async () => {
    const { page } = await viewer();
    await system.ok('POST', '/api/runs', {
      name: 'kept',
      stages: STAGES,
      managedClusterUpdate: NODE_IMAGES,
      start: true,
    });
    await page.goto('/runs/kept');
    await page.getByRole('region', { name: 'Stage production' }).waitFor();
    await page.route('**/api/**', (route) => route.abort('connectionrefused'));
    await page.getByText('Fleet Updates does not answer.').waitFor();
    expect(await page.getByRole('region', { name: 'Stage production' }).isVisible()).toBe(true);
    await page.unroute('**/api/**');
    await page.getByText('Fleet Updates does not answer.').waitFor({ state: 'detached' });
    await system.until('kept', ENDED);
    await page.getByText('5 of 5 done').waitFor();
  }, 60_000);
});

describe('Every page', () => {
  const PAGES: Readonly<Record<string, string>> = {
    '/members': 'Members',
    '/members/demo/aks-neu-1': 'aks-neu-1',
    '/runs': 'Multi-cluster update',
    '/runs/+': 'Create update run',
    '/runs/seen': 'seen',
    '/runs/seen/stages/production': 'seen',
    '/runs/seen/members/demo/aks-weu-1': 'aks-weu-1',
    '/runs/seen?view=timeline': 'seen',
    '/runs/seen?view=events': 'seen',
    '/strategies': 'Strategies',
    '/strategies/+': 'Create strategy',
    '/strategies/standard': 'standard',
    '/triggers': 'Triggers',
    '/triggers/+': 'Create trigger',
    '/triggers/nightly': 'nightly',
    '/triggers/ci': 'ci',
    '/triggers/after': 'after',
    '/approvals': 'Approvals',
    '/behind': 'Behind',
    '/freezes': 'Freezes',
    '/freezes/+': 'Create freeze',
    '/freezes/holidays': 'holidays',
    '/notifications': 'Notifications',
    '/notifications/+': 'Create notification',
    '/notifications/team': 'team',
    '/access': 'Access',
    '/access/+': 'Create grant',
    '/denied-versions': 'Denied versions',
    '/denied-versions/+': 'Create denied version',
    '/audit': 'Audit',
    '/docs/errors': 'Errors',
    '/nowhere': 'There is no such page',
  };

  it.each([
    ['light', [1440, 390]],
    ['dark', [1024]],
  ] as const)(
    'has an address of its own, no fault that axe finds, a place for all it shows, and no complaint in the console (%s, %j wide)',
    async (colorScheme, widths) => {
      await system.ok('PUT', '/api/triggers/nightly', {
        kind: 'schedule',
        managedClusterUpdate: NODE_IMAGES,
        strategy: 'standard',
        schedule: { cron: '0 2 * * *', timeZone: 'Europe/Berlin' },
      });
      await system.ok('PUT', '/api/triggers/ci', {
        kind: 'webhook',
        managedClusterUpdate: NODE_IMAGES,
        webhook: { authentication: [{ type: 'standardWebhooks', secrets: ['WEBHOOK_SECRET_CI'] }] },
      });
      await system.ok('PUT', '/api/triggers/after', {
        kind: 'completion',
        managedClusterUpdate: NODE_IMAGES,
        completion: { trigger: 'nightly' },
      });
      await system.ok('PUT', '/api/notifications/team', {
        kind: 'Teams',
        urlSetting: 'NOTIFICATION_URL_TEAM',
        events: ['run.started', 'run.waiting'],
      });
      await system.ok('POST', '/api/runs', {
        name: 'seen',
        strategy: 'standard',
        managedClusterUpdate: NODE_IMAGES,
        start: true,
      });
      await system.ok('POST', '/api/runs', {
        name: 'gated',
        stages: [
          { name: 'all', groups: [{ name: 'test' }], beforeGates: [{ type: 'Approval', name: 'go' }] },
        ],
        managedClusterUpdate: NODE_IMAGES,
        start: true,
      });
      await system.clock.advance(600_000);
      await system.ok('PUT', '/api/freezes/holidays', {
        timeZone: 'Europe/Berlin',
        dates: [{ from: '2026-01-01', to: '2026-12-31' }],
        hours: [{ days: ['Fri'], from: '12:00', to: '24:00' }],
        reason: 'Nobody is on call',
        groups: ['weu'],
      });
      const { page, complaints } = await newViewer(browser(), system.system.origin, {
        colorScheme,
        // What fades in has too little contrast on its way.
        reducedMotion: 'reduce',
      });
      const faults: Record<string, string[]> = {};
      const gates = gatesOfRun(await system.run('gated'));
      const pagesOfGates = gates.map(({ id, name }) => [`/runs/gated/gates/${id}`, name] as const);
      for (const [address, heading] of [...Object.entries(PAGES), ...pagesOfGates]) {
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 });
          await page.goto(address);
          await page.getByRole('heading', { name: heading, exact: true }).first().waitFor();
          await page.getByText(/^Loading/).waitFor({ state: 'detached' });
          const wide = await tooWide(page);
          const twice = await idsTwice(page);
          const found = [
            ...(await faultsOf(page)),
            ...wide.map((what) => `too wide: ${what}`),
            ...twice.map((id) => `an id twice: ${id}`),
          ];
          if (found.length > 0) faults[`${address} at ${width}`] = found;
        }
      }
      expect(faults).toEqual({});
      expect(complaints).toEqual([]);
    },
    300_000,
  );
});
