import type { BrowserContextOptions, Page } from 'playwright-core';
import { personaFront } from '../../src/demo/personas.ts';
import { startReceiver, type Receiver } from '../../src/demo/receiver.ts';
import { gatesOfRun } from '../../src/domain/gate/gateView.ts';
import { newViewer, browserOfFile, type Viewer } from '../support/browser.ts';
import { SECRET } from '../support/deliveries.ts';
import { faultsOf, tooWide } from '../support/pageFaults.ts';
import { ENDED, MINUTE, NODE_IMAGES, TestSystem } from '../support/testSystem.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, reducedMotion: 'reduce' } as const;
const DESK = { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' } as const;
/** px; what a thumb hits. */
const TOUCH = 44;

const browser = browserOfFile();
let receiver: Receiver;
let system: TestSystem;

beforeEach(async () => {
  receiver = await startReceiver({ now: () => system.clock.now() }, SECRET);
  system = await TestSystem.start({
    front: personaFront,
    persona: 'admin',
    settings: {
      APP_AUTHENTICATION: 'entra',
      NOTIFICATION_URL_PHONE: receiver.url,
      NOTIFICATION_SECRET_PHONE: SECRET,
      OUTBOUND_PRIVATE_HOSTS: 'localhost',
    },
  });
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({ test: ['aks-neu-1'], prod: ['aks-weu-1', 'aks-weu-2'] });
  await system.ok('PUT', '/api/notifications/phone', {
    kind: 'Webhook',
    urlSetting: 'NOTIFICATION_URL_PHONE',
    secretSettings: ['NOTIFICATION_SECRET_PHONE'],
    events: ['gate.pending', 'run.ended'],
  });
});
afterEach(async () => {
  await system.close();
  await receiver.close();
});

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const comment = (page: Page) => page.getByRole('textbox', { name: 'Comment' });
const decision = (page: Page) => page.getByRole('region', { name: 'Decision' });

/** A call of one of the personas, which must succeed. */
async function as(persona: string, method: string, path: string, body?: object): Promise<void> {
  const { status, body: answer } = await system.call(method, path, body, {
    authorization: `Bearer ${persona}`,
  });
  if (status >= 400) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer)}`);
}

/** A viewer who has signed in as one of the personas. */
async function viewerAs(persona: string, options: BrowserContextOptions): Promise<Viewer> {
  const viewer = await newViewer(browser(), system.system.origin, options);
  await viewer.page.goto(`/.auth/login/aad?as=${persona}&post_login_redirect_uri=/docs/errors`);
  return viewer;
}

const GO = {
  type: 'Approval',
  name: 'go',
  instructions: 'Look at the error rate of the canary.\nAsk the shop whether a sale is on.',
  expiresInSeconds: 259_200,
};
const SOAK = {
  type: 'Health',
  name: 'soak',
  checks: [{ type: 'Clusters' }],
  intervalInSeconds: 300,
  soakInSeconds: 1_800,
  timeoutInSeconds: 7_200,
};

/** A run of the operator's; the first stage updates one member. */
async function startRun(name: string): Promise<void> {
  const stages = [
    { name: 'canary', groups: [{ name: 'test' }] },
    { name: 'production', groups: [{ name: 'prod' }], beforeGates: [GO], afterGates: [SOAK] },
  ];
  await as('operator', 'POST', '/api/runs', { name, stages, managedClusterUpdate: NODE_IMAGES, start: true });
}

/** The link of what was told, as soon as it is. */
async function linkIn(type: string): Promise<string> {
  for (let minutes = 0; minutes < 180; minutes += 1) {
    const link = receiver.arrivals.find((each) => each.type === `fleetupdates.${type}`)?.link;
    if (link !== undefined) return link;
    await system.clock.advance(MINUTE);
  }
  throw new Error(`Nobody was told of ${type}: ${JSON.stringify(receiver.arrivals)}`);
}

it('A run waits, the approver is told, approves on the phone, health soaks, and the run goes on', async () => {
  // Who started it would have the role.
  await system.ok('PUT', '/api/access/operator', {
    principal: 'operator',
    role: 'Approver',
    fleets: ['demo'],
  });
  await startRun('september');
  const link = await linkIn('gate.pending');
  expect(system.upgraded()).toEqual(['aks-neu-1']);

  const desk = await viewerAs('operator', DESK);
  await desk.page.goto(link);
  await decision(desk.page).getByText('You created or started this run').waitFor();
  expect(await button(desk.page, 'Approve').count()).toBe(0);
  expect(await desk.page.getByRole('link', { name: 'Approvals' }).first().textContent()).toBe('Approvals');

  const phone = await newViewer(browser(), system.system.origin, PHONE);
  const { page } = phone;
  await page.goto(link);
  await page.getByRole('link', { name: 'Sign in' }).or(button(page, 'Sign in')).click();
  await page.getByRole('link', { name: 'approver-1' }).click();
  await page.getByRole('heading', { name: 'go', exact: true }).waitFor();
  await page.getByText('Ask the shop whether a sale is on.').waitFor();
  await page.getByText('Nothing does.').waitFor();
  const next = page.getByRole('region', { name: 'What comes next' });
  await next.getByText('2 members').waitFor();
  await next.getByText(/apps 202507.* → /).waitFor();
  await next.getByText(/^After it: .*soak/).waitFor();
  for (const name of ['Approve', 'Reject …']) {
    const { y = Infinity, height = 0 } = (await button(page, name).boundingBox()) ?? {};
    expect(height).toBeGreaterThanOrEqual(TOUCH);
    expect(y + height).toBeLessThanOrEqual(PHONE.viewport.height);
  }
  expect([...(await faultsOf(page)), ...(await tooWide(page))]).toEqual([]);
  const refused = phone.complaints.splice(0);
  expect(refused.every((each) => each.includes('401'))).toBe(true);

  await button(page, 'Menu').click();
  await page.getByRole('link', { name: 'Approvals 1' }).click();
  await page.getByText('1 for you to decide').waitFor();
  expect([...(await faultsOf(page)), ...(await tooWide(page))]).toEqual([]);
  await page.getByRole('link', { name: 'go', exact: true }).click();
  await comment(page).fill('The canary is fine.');
  await button(page, 'Approve').click();
  await decision(page).getByText('It takes effect within a minute.').waitFor();
  await page.reload();
  await decision(page).getByText('You have approved').waitFor();
  await system.clock.advance(2 * MINUTE);
  await decision(page).getByText('It is open. Approved by approver-1. Stage production goes on.').waitFor();

  await system.untilRun('september', (run) =>
    gatesOfRun(run).some(({ name, health }) => name === 'soak' && (health?.evaluations ?? 0) > 1),
  );
  await page.goto('/approvals');
  await page.getByText('0 for you to decide').waitFor();
  await page.getByRole('link', { name: 'soak', exact: true }).click();
  await decision(page).getByText('Nobody decides on it').waitFor();
  await page.getByRole('list', { name: 'Evaluations, newest last' }).waitFor();
  expect((await system.until('september', ENDED)).state).toBe('Completed');
  expect(system.upgraded()).toEqual(['aks-neu-1', 'aks-weu-1', 'aks-weu-2']);
  await decision(page).getByText('It is open').waitFor();
  expect(await linkIn('run.ended')).toMatch(/\/runs\/september$/);
  expect(receiver.arrivals.flatMap(({ problems }) => problems)).toEqual([]);
  expect([...phone.complaints, ...desk.complaints]).toEqual([]);
}, 240_000);

it('Who is too late is told so and sees what is now, also when the run is gone; a reject asks first', async () => {
  await startRun('october');
  const link = await linkIn('gate.pending');
  const { pathname } = new URL(link);
  const late = await viewerAs('approver-1', { ...PHONE, colorScheme: 'dark' });
  await late.page.goto(link);
  await comment(late.page).fill('Fine with me.');
  expect([...(await faultsOf(late.page)), ...(await tooWide(late.page))]).toEqual([]);
  // As if nothing had been heard since.
  const gate = `**/api${pathname}`;
  const before = await (await late.page.request.get(`/api${pathname}`)).text();
  await late.page.route(gate, (route) => route.fulfill({ body: before, contentType: 'application/json' }));

  const first = await viewerAs('approver-2', DESK);
  await first.page.goto(link);
  await comment(first.page).focus();
  await first.page.keyboard.type('A sale is on.');
  await first.page.keyboard.press('Tab');
  await first.page.keyboard.press('Tab');
  await first.page.keyboard.press('Enter');
  const question = first.page.getByRole('dialog', { name: 'Reject go' });
  await question.getByText('Your comment: A sale is on.').waitFor();
  await button(first.page, 'Cancel').click();
  await button(first.page, 'Reject …').click();
  await question.getByRole('button', { name: 'Reject' }).click();
  await decision(first.page).getByText('You have rejected it').waitFor();

  await button(late.page, 'Approve').click();
  await decision(late.page).getByText('is decided already. Rejected by approver-2').waitFor();
  await late.page.unroute(gate);
  await decision(late.page).getByText('Nothing is left to decide').waitFor();
  expect((await system.until('october', ENDED)).state).toBe('Failed');
  await decision(late.page).getByText('It does not open. Rejected by approver-2: A sale is on.').waitFor();
  await first.page.goto('/approvals');
  await first.page.getByText('Nothing waits').waitFor();

  await system.ok('DELETE', '/api/runs/october');
  await late.page.getByText('There is nothing to decide any more').waitFor();
  await late.page.getByRole('link', { name: 'What else waits' }).waitFor();
  expect(first.complaints).toEqual([]);
}, 240_000);
