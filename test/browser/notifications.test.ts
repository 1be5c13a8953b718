import type { Page } from 'playwright-core';
import { startReceiver, type Receiver } from '../../src/demo/receiver.ts';
import { listen, makeCertificate, type Listening } from '../../src/simulator/servers.ts';
import { trustCertificate } from '../../src/simulator/trust.ts';
import { newViewer, browserOfFile } from '../support/browser.ts';
import { principalHeader } from '../support/principals.ts';
import { ENDED, NODE_IMAGES, TestSystem } from '../support/testSystem.ts';

const SECRET = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
/** What came in at the webhook of CI is judged as a receiver should. */
let receiver: Receiver;
/** The channel of a team answers what it is told to. */
let channel: Listening;
let answer: number;
const browser = browserOfFile();
let system: TestSystem;

const start = async (settings: Record<string, string> = {}) => {
  const clock = { now: () => system.clock.now() };
  const certificate = await makeCertificate();
  trustCertificate(certificate.cert);
  receiver = await startReceiver(clock, SECRET);
  answer = 202;
  channel = await listen(
    0,
    (request, response) => request.resume().on('end', () => response.writeHead(answer).end()),
    certificate,
  );
  system = await TestSystem.start({
    settings: {
      NOTIFICATION_URL_CI: receiver.url,
      NOTIFICATION_SECRET_CI: SECRET,
      NOTIFICATION_URL_TEAM: `https://localhost:${channel.port}/`,
      OUTBOUND_PRIVATE_HOSTS: 'localhost',
      ...settings,
    },
  });
};
afterEach(async () => {
  await system.close();
  await receiver.close();
  await channel.close();
});

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const textbox = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const run = async (name: string) => {
  await system.ok('POST', '/api/runs', {
    name,
    managedClusterUpdate: NODE_IMAGES,
    fleets: ['demo'],
    start: true,
  });
  await system.until(name, ENDED);
};

it('A notification is made by its form, refuses secrets in the clear, is tested, and shows what was told', async () => {
  await start();
  const { page, complaints } = await newViewer(browser(), system.system.origin);
  await page.goto('/notifications');
  await button(page, 'Create').click();
  await textbox(page, 'Name').fill('ci');
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('Webhook');
  await textbox(page, 'App setting with the address').fill('https://ci.example.com/hook');
  await page.keyboard.press('Tab');
  await page.getByText('never the address itself').last().waitFor();
  await textbox(page, 'App setting with the address').fill('NOTIFICATION_URL_CI');
  const secrets = page.getByRole('combobox', { name: 'App settings with the secrets' });
  await secrets.fill(SECRET);
  await page.keyboard.press('Tab');
  await page.getByText('never the secret itself').last().waitFor();
  await secrets.fill('NOTIFICATION_SECRET_CJ');
  await button(page, 'Add').first().click();
  await page.getByRole('checkbox', { name: 'A run was started' }).check();
  await page.getByRole('checkbox', { name: 'A run waits for too long' }).check();
  await page.getByRole('spinbutton', { name: 'Minutes that a run may wait' }).fill('30');
  await button(page, 'Save').click();
  await page.getByText('names NOTIFICATION_SECRET_CJ, which the app has not').first().waitFor();
  await page.getByRole('button', { name: /Remove NOTIFICATION_SECRET_CJ/ }).click();
  await secrets.fill('NOTIFICATION_SECRET_CI');
  await button(page, 'Add').first().click();
  await button(page, 'Save').click();
  await page.getByRole('heading', { name: 'ci', exact: true }).waitFor();
  expect(await system.ok('GET', '/api/notifications/ci')).toMatchObject({
    kind: 'Webhook',
    urlSetting: 'NOTIFICATION_URL_CI',
    secretSettings: ['NOTIFICATION_SECRET_CI'],
    events: ['run.started', 'run.ended', 'member.failed', 'run.waiting'],
    waitingMinutes: 30,
    enabled: true,
  });

  await button(page, 'Send a test').click();
  await page.getByText('The test was taken.').waitFor();
  expect(receiver.arrivals).toMatchObject([{ type: 'fleetupdates.test', problems: [] }]);
  await page.getByText('Nothing was told yet.').waitFor();
  await run('september');
  await page.reload();
  const told = page.getByRole('region', { name: 'Last deliveries' });
  await told
    .getByRole('row', { name: /An attempt of a run ended: september.*Delivered.*Answered 204/ })
    .waitFor();
  expect(await told.getByRole('row', { name: /A run was started: september/ }).count()).toBe(1);
  // What the app refused is the only thing that the browser complains of.
  expect(complaints.filter((text) => !text.includes('400'))).toEqual([]);
}, 120_000);

it('A notification at whose address nothing is any more says so, and is resumed', async () => {
  await start();
  await system.ok('PUT', '/api/notifications/team', {
    kind: 'Teams',
    urlSetting: 'NOTIFICATION_URL_TEAM',
    events: ['run.started', 'run.ended'],
  });
  answer = 410;
  await run('september');
  const { page, complaints } = await newViewer(browser(), system.system.origin);
  await page.goto('/notifications');
  await page.getByRole('row', { name: /team.*Teams.*Paused/ }).waitFor();
  await page.getByRole('link', { name: 'team' }).click();
  await page.getByText('Paused: nothing is told there.').waitFor();
  await page
    .getByRole('row', { name: /Trying again.*Answered 410.*1 try, the next when it is resumed/ })
    .waitFor();
  await button(page, 'Send a test').click();
  await page.getByText('The test did not arrive.').waitFor();
  answer = 202;
  await button(page, 'Resume').click();
  await page.getByText('Paused: nothing is told there.').waitFor({ state: 'detached' });
  await system.clock.advance(120_000);
  await page.reload();
  await page.getByRole('row', { name: /An attempt of a run ended.*Delivered/ }).waitFor();
  expect(complaints).toEqual([]);
}, 120_000);

it('Who is no Admin sees what is told, and why they change nothing', async () => {
  await start({ APP_AUTHENTICATION: 'entra' });
  const headers = principalHeader('admin', ['Admin']);
  const body = { kind: 'Teams', urlSetting: 'NOTIFICATION_URL_TEAM', events: ['run.ended'] };
  expect(await system.call('PUT', '/api/notifications/team', body, headers)).toMatchObject({ status: 201 });
  const { page, complaints } = await newViewer(browser(), system.system.origin, {
    extraHTTPHeaders: principalHeader('operator', ['Operator']),
  });
  await page.goto('/notifications');
  await page.getByText('Only an Admin of all fleets makes, changes and tests them').waitFor();
  await page.getByRole('link', { name: 'team' }).click();
  await page.getByText('Only an Admin of all fleets changes and tests it').waitFor();
  await page.getByText('Nothing was told yet.').waitFor();
  for (const name of ['Send a test', 'Save', 'Delete']) expect(await button(page, name).count()).toBe(0);
  expect(complaints).toEqual([]);
}, 120_000);
