// Takes the pictures of the docs from the demo fleet, in virtual time: `npm run screenshots`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions } from 'playwright-core';
import { z } from 'zod';
import { VirtualClock } from '../src/clock/virtualClock.ts';
import { ApiClient } from '../src/demo/apiClient.ts';
import { DEMO_SECRETS, putDemoTriggers } from '../src/demo/demoTriggers.ts';
import { throwawaySystem } from '../src/demo/throwawaySystem.ts';
import { assignGroups, DEMO_WALK, startRun } from '../src/demo/walkThrough.ts';
import { demoFleet } from '../src/simulator/seeds.ts';
import { newViewer, startBrowser } from '../test/support/browser.ts';

const folder = join(fileURLToPath(new URL('..', import.meta.url)), 'docs/images');
mkdirSync(folder, { recursive: true });

const clock = new VirtualClock('2026-09-07T08:00:00Z');
const system = await throwawaySystem({ clock, seed: demoFleet, settings: DEMO_SECRETS });
const api = new ApiClient(system.origin);
const browser = await startBrowser();
const groups = await assignGroups(api, DEMO_WALK);
await putDemoTriggers(new ApiClient(system.origin));
await startRun(api, DEMO_WALK, groups);
for (let minutes = 0; minutes < 36; minutes += 1) await clock.advance(60_000);

const LAPTOP = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 390, height: 844 } };
const run = `/runs/${DEMO_WALK.runName}`;
await take('run', run, LAPTOP);
await take('run-dark', run, { ...LAPTOP, colorScheme: 'dark' });
await take('run-phone', run, PHONE);
await take('timeline', `${run}?view=timeline`, LAPTOP);
await take('members', '/members', LAPTOP);
await take('members-phone', '/members', PHONE);
await take('create', `/runs/+?strategy=${DEMO_WALK.strategyName}`, LAPTOP);
await take('triggers', '/triggers', { ...LAPTOP, colorScheme: 'dark' });

// The run meets a failure while a second one begins.
const FAILING = 'october';
system.simulator.world.failUpgrades('aks-weu-2', { times: 1 });
await api.call('POST', '/api/runs', z.unknown(), {
  name: FAILING,
  strategy: DEMO_WALK.strategyName,
  managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' } },
  start: true,
});
for (let minutes = 0; minutes < 120; minutes += 1) await clock.advance(60_000);
await take('failed', run, { viewport: { width: 1440, height: 900 } });
await take('runs', '/runs', LAPTOP);

// A stage that somebody has to let go.
const GATED = 'november';
await api.call('POST', '/api/runs', z.unknown(), {
  name: GATED,
  stages: [
    {
      name: 'production',
      groups: groups.map((name) => ({ name })),
      beforeGates: [
        {
          type: 'Approval',
          name: 'go',
          instructions: 'Look at the error rate of the shop since the test clusters were updated.',
          expiresInSeconds: 259_200,
        },
      ],
    },
  ],
  managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' } },
  start: true,
});
for (let minutes = 0; minutes < 5; minutes += 1) await clock.advance(60_000);
const gates = z.object({ value: z.array(z.looseObject({ run: z.string(), id: z.string() })) });
const [gate] = (await api.call('GET', '/api/gates?state=Pending', gates)).value;
await take('approvals', '/approvals', LAPTOP);
await take('gate-phone', `/runs/${GATED}/gates/${gate?.id ?? ''}`, PHONE);

await browser.close();
await system.close();

async function take(name: string, address: string, options: BrowserContextOptions): Promise<void> {
  const { page } = await newViewer(browser, system.origin, { ...options, reducedMotion: 'reduce' });
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByText(/^Loading/).waitFor({ state: 'detached' });
  if (name === 'gate-phone') await page.getByText('What comes next').waitFor();
  if (name === 'create') {
    await page.getByRole('textbox', { name: 'Name' }).fill('november');
    await page.getByRole('combobox', { name: 'Kubernetes version' }).fill('1.33.2');
    await page.getByText('will be updated.').waitFor();
  }
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.context().close();
}
