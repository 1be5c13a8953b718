import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { OCCURRENCES } from '../domain/notify/occurrence.ts';
import type { ApiClient } from './apiClient.ts';

/** Known to everybody, and good for the demo only. */
export const DEMO_SECRETS = {
  WEBHOOK_SECRET_DEMO: 'whsec_ZmxlZXQtdXBkYXRlcy1kZW1vLXNlY3JldA==',
  NOTIFICATION_SECRET_RECEIVER: 'whsec_ZmxlZXQtdXBkYXRlcy1kZW1vLW5vdGlmaWVk',
};
export const EVENT_GRID_KEY = 'demo';

const triggerList = z.object({ value: z.array(z.looseObject({ name: z.string() })) });
const NODE_IMAGES = { upgrade: { type: 'NodeImageOnly' } };

const TRIGGERS = {
  nightly: {
    kind: 'schedule',
    managedClusterUpdate: NODE_IMAGES,
    schedule: { cron: '0 2 * * *', timeZone: 'Europe/Berlin' },
  },
  pipeline: {
    kind: 'webhook',
    managedClusterUpdate: { upgrade: { type: 'Full' } },
    webhook: {
      authentication: [
        { type: 'standardWebhooks', secrets: ['WEBHOOK_SECRET_DEMO'] },
        { type: 'gitHub', secrets: ['WEBHOOK_SECRET_DEMO'] },
      ],
      allow: { kubernetesVersion: true, name: true },
    },
  },
  releases: {
    kind: 'release',
    managedClusterUpdate: { upgrade: { type: 'Full' } },
    release: { channel: 'Rapid' },
  },
};

/** Told to whoever `npm start` has beside the app. */
const RECEIVER = {
  kind: 'Webhook',
  urlSetting: 'NOTIFICATION_URL_RECEIVER',
  secretSettings: ['NOTIFICATION_SECRET_RECEIVER'],
  events: Object.keys(OCCURRENCES),
};

/** One trigger of each kind, One by one over the whole fleet. Those that are there already are left alone. */
export async function putDemoTriggers(api: ApiClient): Promise<void> {
  const { value } = await api.call('GET', '/api/triggers', triggerList);
  const there = new Set(value.map(({ name }) => name));
  for (const [name, body] of Object.entries(TRIGGERS)) {
    if (!there.has(name)) await api.call('PUT', `/api/triggers/${name}`, z.unknown(), body);
  }
}

/**
 * Puts them once into the life of a state, however many starts that takes: what a user deletes stays deleted, and what
 * a start that failed did not come to is done by the next.
 */
export async function putDemoTriggersOnce(api: ApiClient, stateDirectory: string): Promise<void> {
  const done = join(stateDirectory, 'demo-triggers-made');
  if (existsSync(done)) return;
  await putDemoTriggers(api);
  await api.call('PUT', '/api/notifications/receiver', z.unknown(), RECEIVER);
  writeFileSync(done, '');
}
