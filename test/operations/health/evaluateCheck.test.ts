import type { HealthCheck } from '../../../src/domain/health/healthCheck.ts';
import type { HealthSubject } from '../../../src/domain/health/subject.ts';
import { evaluateCheck } from '../../../src/operations/health/evaluateCheck.ts';
import type { Outbound } from '../../../src/ports/outbound.ts';
import { MemorySystem } from '../../support/memorySystem.ts';

const HOSTS = { HEALTH_CHECK_HOSTS: 'status.example.com' };
const NOBODY: HealthSubject = { clusters: [], lock: {}, since: '2026-03-02T08:00:00.000Z' };
const page = (url: string): HealthCheck => ({ type: 'Http', url });
const QUERY: HealthCheck = {
  type: 'Prometheus',
  endpoint: 'https://prod-a1b2.westeurope.prometheus.monitor.azure.com',
  query: 'sum(up)',
  successCondition: '> 0',
};

/** Whoever is asked over the network, and what it was asked. */
function receiver(status: number) {
  const asked: string[] = [];
  const outbound: Outbound = {
    send: ({ url }) => {
      asked.push(url);
      return Promise.resolve({ kind: 'answered', status, body: '' });
    },
  };
  return { asked, outbound };
}

async function evaluate(check: HealthCheck, options: Parameters<typeof MemorySystem.start>[0] = {}) {
  const system = MemorySystem.start(options, HOSTS);
  try {
    return await evaluateCheck(system.world.app, check, NOBODY);
  } finally {
    await system.close();
  }
}

describe('A check of a page', () => {
  it('asks a host that is in the setting, whatever its case', async () => {
    const { asked, outbound } = receiver(200);
    const result = await evaluate(page('https://STATUS.example.com/healthz'), { receiver: outbound });
    expect(result).toMatchObject({ outcome: 'Successful' });
    expect(asked).toEqual(['https://STATUS.example.com/healthz']);
  });

  it.each(['https://other.example.com/', 'https://status.example.com.evil.example/', 'https://[::1]/'])(
    'asks no other: %s',
    async (url) => {
      const { asked, outbound } = receiver(200);
      const result = await evaluate(page(url), { receiver: outbound });
      expect(result.outcome).toBe('Error');
      expect(result.message).toContain('is not in the setting HEALTH_CHECK_HOSTS');
      expect(asked).toEqual([]);
    },
  );

  it('takes a redirect for what it is: another status', async () => {
    const { outbound } = receiver(302);
    const result = await evaluate(page('https://status.example.com/'), { receiver: outbound });
    expect(result.outcome).toBe('Failed');
  });

  it('is an Error where nothing was sent, or nobody answers', async () => {
    expect((await evaluate(page('https://status.example.com/'))).outcome).toBe('Error');
  });
});

describe('A check of Prometheus', () => {
  it('is Inconclusive when the answer is empty', async () => {
    expect((await evaluate(QUERY)).outcome).toBe('Inconclusive');
  });

  it('is an Error with the words of Azure when the workspace is down', async () => {
    const result = await evaluate(QUERY, { scenario: 'prometheus-down' });
    expect(result.outcome).toBe('Error');
    expect(result.message).toContain('ServiceUnavailable');
  });
});
