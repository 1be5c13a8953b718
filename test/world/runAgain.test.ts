import { approvalSchema } from '../../src/domain/gate/gate.ts';
import { healthGateSchema } from '../../src/domain/gate/healthGate.ts';
import { scheduledStartSchema } from '../../src/domain/gate/scheduledStart.ts';
import { liveRunSchema } from '../../src/domain/run/runView.ts';
import type { Run } from '../../src/web/api/types.ts';
import { draftAgain } from '../../src/web/create/runBefore.ts';
import { runBodyOf } from '../../src/web/create/runDraft.ts';
import { MemorySystem } from '../support/memorySystem.ts';

// What the dashboard makes of a run that is to be run once more.

const approval = {
  type: 'Approval',
  name: 'go',
  instructions: 'Look at the board.',
  minimumApprovals: 1,
  approvers: ['11111111-2222-3333-4444-555555555555'],
  requesterMayApprove: true,
  expiresInSeconds: 86_400,
};
const health = {
  type: 'Health',
  name: 'well',
  checks: [{ type: 'Clusters' }, { type: 'Metrics', rules: ['NodesReady'] }],
  initialDelayInSeconds: 60,
  intervalInSeconds: 120,
  soakInSeconds: 600,
  failureLimit: 1,
  inconclusiveLimit: 2,
  consecutiveErrorLimit: 3,
  timeoutInSeconds: 7_200,
  onFailure: 'Hold',
};
const monday = {
  type: 'ScheduledStart',
  name: 'monday',
  notBefore: { day: 'Mon', time: '06:00', timeZone: 'Europe/Berlin' },
};
const plain = { type: 'Approval', name: 'plain' };
const stages = [
  {
    name: 'prod',
    groups: [{ name: 'weu', beforeGates: [health], afterGates: [plain] }, { name: 'eus' }],
    beforeGates: [approval, health, monday],
    afterGates: [health, approval],
    startWindows: { timeZone: 'Europe/Berlin', hours: [{ days: ['Sat'], from: '01:00', to: '05:00' }] },
    afterStageWaitInSeconds: 600,
  },
];

/** The dashboard's type is made of the schema that the app answers by. */
const isRun = (answer: unknown): answer is Run => liveRunSchema.safeParse(answer).success;

let system: MemorySystem;
beforeEach(async () => {
  system = MemorySystem.start();
  await system.assign({ weu: ['aks-weu-1'], eus: ['aks-weu-2'] });
});
afterEach(() => system.close());

it('A run is run again with all of its gates and start windows, however far they are', async () => {
  const managedClusterUpdate = {
    upgrade: { type: 'NodeImageOnly' },
    nodeImageSelection: { type: 'Latest' },
  };
  await system.ok('POST', '/api/runs', { name: 'before', stages, managedClusterUpdate });
  await system.ok('POST', '/api/runs/before/start');
  await system.untilRun('before', ({ stages: [first] }) => first?.beforeGates?.[0]?.state === 'Pending');
  const run = await system.ok('GET', '/api/runs/before');
  if (!isRun(run)) throw new Error('The app answered something else than a run.');
  const again = runBodyOf(draftAgain(run, [], []));
  expect(again).toMatchObject({ name: 'before-2', stages });
  expect(again?.stages).toEqual(stages);
});

it('and no field of a gate is left out of that', () => {
  expect(Object.keys(approval).toSorted()).toEqual(Object.keys(approvalSchema.shape).toSorted());
  expect(Object.keys(health).toSorted()).toEqual(Object.keys(healthGateSchema.shape).toSorted());
  expect(Object.keys(monday).toSorted()).toEqual(Object.keys(scheduledStartSchema.shape).toSorted());
});
