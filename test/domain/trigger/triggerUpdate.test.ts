import fc from 'fast-check';
import { whyIgnored } from '../../../src/domain/trigger/pipelineEvent.ts';
import { versionOf } from '../../../src/domain/trigger/release.ts';
import { runNameFor, runNowName } from '../../../src/domain/trigger/runNames.ts';
import type { WebhookTrigger } from '../../../src/domain/trigger/trigger.ts';
import { updateOf } from '../../../src/domain/trigger/triggerUpdate.ts';

const NOW = '2026-03-02T08:00:00.000Z';

const aTrigger = (more: Partial<WebhookTrigger> = {}): WebhookTrigger => ({
  name: 'ci',
  kind: 'webhook',
  enabled: true,
  overlap: 'skip',
  nameTemplate: '{trigger}-{delivery}',
  managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' } },
  webhook: {
    authentication: [],
    filters: [],
    allow: { kubernetesVersion: false, name: false, strategies: [], start: false },
  },
  createdAt: NOW,
  createdBy: 'a',
  changedAt: NOW,
  changedBy: 'a',
  ...more,
});
describe('A channel', () => {
  const versions = { latestSupported: '1.33.2', latestStable: '1.32.6', lowestMinor: '1.31.10' };
  it.each([
    ['Rapid', undefined, '1.33.2'],
    ['Stable', undefined, '1.32.6'],
    ['Patch', '1.33', '1.33.2'],
    ['Patch', '1.31', '1.31.10'],
    ['Patch', '1.3', undefined],
    ['Patch', '1.30', undefined],
  ] as const)('%s of %s takes %s', (channel, minor, version) => {
    expect(versionOf({ channel, ...(minor !== undefined && { minor }) }, versions)).toBe(version);
  });
});

describe('The update of a trigger', () => {
  it('takes the version it is given, else its own, and without any there is none', () => {
    const own = aTrigger({
      managedClusterUpdate: { upgrade: { type: 'Full', kubernetesVersion: '1.33.1' } },
    });
    expect(updateOf(own)?.upgrade).toEqual({ type: 'Full', kubernetesVersion: '1.33.1' });
    expect(updateOf(own, '1.33.2')?.upgrade).toEqual({ type: 'Full', kubernetesVersion: '1.33.2' });
    expect(updateOf(aTrigger({ managedClusterUpdate: { upgrade: { type: 'Full' } } }))).toBeUndefined();
    expect(updateOf(aTrigger(), '1.33.2')?.upgrade).toEqual({ type: 'NodeImageOnly' });
  });
});

describe('The name of a run', () => {
  it('follows from its template and is the same again', () => {
    const parts = { trigger: 'ci', at: NOW, delivery: '0123abcd', version: '1.33.2' };
    expect(runNameFor('{trigger}-{date}-{time}-{delivery}-{version}', parts)).toBe(
      'ci-20260302-0800-0123abcd-1-33-2',
    );
  });

  it('asked for by hand is a name whatever the trigger is called', () => {
    const names = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,48}[a-z0-9])?$/);
    fc.assert(
      fc.property(names, (trigger) => {
        expect(runNowName(trigger, NOW, 'ab12')).toMatch(/^(?=.{1,50}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
      }),
    );
  });
});

it('An event that several filters are for is told what each of them wants', () => {
  const event = {
    event: 'workflow_run',
    action: 'completed',
    branch: 'dev',
    repositories: [],
    startedBy: 'push',
  };
  const filters = [
    { event: 'workflow_run', branch: 'main' },
    { event: 'workflow_run', branch: 'live' },
  ] as const;
  expect(whyIgnored(event, filters)).toMatch(/wants main.*wants live/);
});
