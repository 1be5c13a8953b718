import { planBody } from '../../../src/contracts/runs.ts';
import { stages } from '../../../src/domain/plan/strategy.ts';

const ANN = '11111111-aaaa-4aaa-8aaa-111111111111';
const BEN = '22222222-bbbb-4bbb-8bbb-222222222222';

const inStage = (gates: object) => [{ name: 'prod', groups: [{ name: 'eu' }], ...gates }];
const inGroup = (gates: object) => [{ name: 'prod', groups: [{ name: 'eu', ...gates }] }];
const approval = (more: object = {}) => ({ type: 'Approval', name: 'go', ...more });
const health = (more: object = {}) => ({
  type: 'Health',
  name: 'well',
  checks: [{ type: 'Clusters' }],
  timeoutInSeconds: 600,
  ...more,
});
const ENDPOINT = 'https://w.westeurope.prometheus.monitor.azure.com';
const scheduled = (notBefore?: unknown) => ({ type: 'ScheduledStart', name: 'night', notBefore });

/** The first thing that is wrong: where, and the words. */
function refusalOf(body: unknown): string {
  const [issue] = stages.safeParse(body).error?.issues ?? [];
  return issue ? `/${issue.path.join('/')} ${issue.message}` : 'taken';
}

describe('Gates that a stage or group may have', () => {
  it.each([
    ['an approval', inStage({ beforeGates: [approval()] })],
    ['an approval after a group', inGroup({ afterGates: [approval()] })],
    [
      'an approval with everything said',
      inGroup({
        beforeGates: [
          approval({
            instructions: 'Look at the canary.',
            minimumApprovals: 2,
            approvers: [ANN, BEN],
            requesterMayApprove: true,
            expiresInSeconds: 86_400,
          }),
        ],
      }),
    ],
    ['the same name before and after', inStage({ beforeGates: [approval()], afterGates: [approval()] })],
    ['a time', inStage({ beforeGates: [scheduled('2026-12-01T06:00:00+01:00')] })],
    [
      'a weekday',
      inGroup({ beforeGates: [scheduled({ day: 'Mon', time: '06:00', timeZone: 'Europe/Berlin' })] }),
    ],
    [
      'ten of them',
      inStage({ beforeGates: Array.from({ length: 10 }, (_, n) => approval({ name: `g${n}` })) }),
    ],
  ])('takes %s', (_what, body) => {
    expect(refusalOf(body)).toBe('taken');
  });

  it.each([
    [
      'two of a name',
      inStage({ beforeGates: [approval(), approval()] }),
      '/0/beforeGates/1/name is the name',
    ],
    [
      'eleven in a list',
      inStage({ afterGates: Array.from({ length: 11 }, (_, n) => approval({ name: `g${n}` })) }),
      '/0/afterGates must have at most 10 gates',
    ],
    [
      'an unknown type',
      inGroup({ beforeGates: [{ type: 'Moon', name: 'm' }] }),
      '/0/groups/0/beforeGates/0/type must be Approval, Health or ScheduledStart',
    ],
    [
      'a scheduled start after a stage',
      inStage({ afterGates: [scheduled('2026-12-01T06:00:00Z')] }),
      '/0/afterGates/0/type must be Approval or Health; a ScheduledStart is possible before',
    ],
    [
      'a scheduled start that says no time',
      inStage({ beforeGates: [scheduled()] }),
      '/0/beforeGates/0/notBefore must be a time with its zone',
    ],
    [
      'a time without a zone',
      inStage({ beforeGates: [scheduled('2026-12-01T06:00:00')] }),
      '/0/beforeGates/0/notBefore must be a time with its zone',
    ],
    [
      'a quorum above the number of named approvers',
      inStage({ beforeGates: [approval({ approvers: [ANN], minimumApprovals: 2 })] }),
      '/0/beforeGates/0/minimumApprovals must be at most the number of approvers',
    ],
    [
      'a quorum of nobody',
      inStage({ beforeGates: [approval({ minimumApprovals: 0 })] }),
      '/0/beforeGates/0/minimumApprovals must be at least one',
    ],
    [
      'an approver by address',
      inStage({ beforeGates: [approval({ approvers: ['ann@contoso.com'] })] }),
      '/0/beforeGates/0/approvers/0 must be the object id',
    ],
    [
      'an approver twice, in whatever case',
      inStage({ beforeGates: [approval({ approvers: [ANN, ANN.toUpperCase()] })] }),
      '/0/beforeGates/0/approvers must name each approver once',
    ],
    [
      'an expiry under a minute',
      inStage({ beforeGates: [approval({ expiresInSeconds: 5 })] }),
      '/0/beforeGates/0/expiresInSeconds must be at least a minute',
    ],
    [
      'no check of health',
      inStage({ afterGates: [health({ checks: [] })] }),
      '/0/afterGates/0/checks must have',
    ],
    [
      'an unknown check of health',
      inStage({ afterGates: [health({ checks: [{ type: 'Mood' }] })] }),
      '/0/afterGates/0/checks/0/type',
    ],
    [
      'a query without a condition',
      inStage({
        afterGates: [health({ checks: [{ type: 'Prometheus', endpoint: ENDPOINT, query: 'up' }] })],
      }),
      '/0/afterGates/0/checks/0/successCondition must be given',
    ],
    [
      'a soak that is longer than the time-out',
      inStage({ afterGates: [health({ soakInSeconds: 601 })] }),
      '/0/afterGates/0/soakInSeconds must be less than timeoutInSeconds',
    ],
    [
      'a soak as long as the time-out, which the first evaluation is too late for',
      inStage({ afterGates: [health({ soakInSeconds: 600 })] }),
      '/0/afterGates/0/soakInSeconds must be less than timeoutInSeconds',
    ],
    [
      'a soak that is longer than what a delay leaves of the time-out',
      inStage({ afterGates: [health({ soakInSeconds: 300, initialDelayInSeconds: 300 })] }),
      '/0/afterGates/0/soakInSeconds must be less than timeoutInSeconds',
    ],
    [
      'a delay that is as long as the time-out',
      inStage({ afterGates: [health({ initialDelayInSeconds: 600 })] }),
      '/0/afterGates/0/initialDelayInSeconds must be less than timeoutInSeconds',
    ],
    [
      'a password in the URL of a check',
      inStage({ afterGates: [health({ checks: [{ type: 'Http', url: 'https://me:secret@x.example/' }] })] }),
      '/0/afterGates/0/checks/0/url must have neither user nor password',
    ],
    [
      'no time-out',
      inStage({ afterGates: [{ ...health(), timeoutInSeconds: undefined }] }),
      'timeoutInSeconds',
    ],
    ['a field that no gate has', inStage({ beforeGates: [approval({ quorum: 2 })] }), '/0/beforeGates/0 '],
  ])('refuses %s', (_what, body, words) => {
    expect(refusalOf(body)).toContain(words);
  });

  it('refuses them of a run one by one', () => {
    const body = { managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' } }, beforeGates: [approval()] };
    const [issue] = planBody.safeParse(body).error?.issues ?? [];
    expect(issue).toMatchObject({ path: ['beforeGates'] });
    expect(issue?.message).toContain('belongs to a stage or a group of `stages`; a run one by one has none');
  });
});
