import { z } from 'zod';
import { ApiClient } from './apiClient.ts';

/** Known to everybody, and good for the demo only. */
export const DEMO_SECRETS = { WEBHOOK_SECRET_DEMO: 'whsec_ZmxlZXQtdXBkYXRlcy1kZW1vLXNlY3JldA==' };
export const EVENT_GRID_KEY = 'demo';

const NODE_IMAGES = { upgrade: { type: 'NodeImageOnly' } };

const TRIGGERS = {
  nightly: {
    ...{ kind: 'schedule', managedClusterUpdate: NODE_IMAGES },
    schedule: { cron: '0 2 * * *', timeZone: 'Europe/Berlin' },
  },
  pipeline: {
    ...{ kind: 'webhook', managedClusterUpdate: { upgrade: { type: 'Full' } } },
    webhook: {
      authentication: [
        { type: 'standardWebhooks', secrets: ['WEBHOOK_SECRET_DEMO'] },
        { type: 'gitHub', secrets: ['WEBHOOK_SECRET_DEMO'] },
      ],
      allow: { kubernetesVersion: true, name: true },
    },
  },
  releases: {
    ...{ kind: 'release', managedClusterUpdate: { upgrade: { type: 'Full' } } },
    release: { channel: 'Rapid' },
  },
};

/** One trigger of each kind, One by one over the whole fleet. */
export async function putDemoTriggers(origin: string): Promise<void> {
  const api = new ApiClient(origin);
  for (const [name, body] of Object.entries(TRIGGERS)) {
    await api.call('PUT', `/api/triggers/${name}`, z.unknown(), body);
  }
}
