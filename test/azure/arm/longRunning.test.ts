import { createFleetGateway } from '../../../src/azure/arm/fleetManager.ts';
import { ArmServer, type ArmAnswer } from './armServer.ts';

const FLEET = '/subscriptions/s1/resourceGroups/rg/providers/Microsoft.ContainerService/fleets/f1';
const CLUSTER = '/subscriptions/s1/resourcegroups/rg/providers/Microsoft.ContainerService/managedClusters/c1';
const OPERATION =
  '/subscriptions/s1/providers/Microsoft.ContainerService/locations/eastus/operations/o1?api-version=2016-03-30';

let arm: ArmServer;
beforeAll(async () => {
  arm = await ArmServer.start();
});
afterAll(() => arm.close());

const fleets = (more = {}) => createFleetGateway(arm.connection(more), { one: FLEET });
const join = (more = {}) => fleets(more).putMember('one', 'm', { clusterResourceId: CLUSTER, group: 'test' });

const member = (provisioningState: string) => ({
  name: 'm',
  eTag: '"1"',
  properties: { clusterResourceId: CLUSTER, group: 'test', provisioningState },
});
const accepted = (): ArmAnswer => ({
  status: 201,
  headers: { 'azure-asyncoperation': `${arm.endpoint}${OPERATION}` },
  body: member('Joining'),
});
const operation = (status: string, more = {}): ArmAnswer => ({
  status: 200,
  headers: { 'retry-after': '1' },
  body: { name: 'o1', status, ...more },
});

it('A join is waited for, at the pace that Azure asks for', async () => {
  const done: ArmAnswer = { status: 200, body: member('Succeeded') };
  arm.answer(accepted(), operation('InProgress'), operation('Succeeded'), done);
  const notWithinTheTest = { pollIntervalInMs: 1_000_000 };
  // The first look is at once, the further ones as `Retry-After` says.
  expect(await join(notWithinTheTest)).toMatchObject({ name: 'm', provisioningState: 'Succeeded' });
  expect(arm.requests.map(({ method }) => method)).toEqual(['PUT', 'GET', 'GET', 'GET']);
});

it('A join that Azure ends badly says why, and is not tried again', async () => {
  const error = {
    code: 'ClusterAlreadyJoinedAnotherFleet',
    message: 'Cluster c1 is in another fleet. Sorry.',
  };
  arm.answer(accepted(), operation('Failed', { error }));
  await expect(join()).rejects.toMatchObject({
    name: 'DependencyError',
    code: error.code,
    message: `Put member one/m: ${error.message}`,
    retryable: false,
  });
});

it('A join that Azure ends badly without a word, or that is canceled, is an error too', async () => {
  arm.answer(accepted(), operation('Failed'));
  await expect(join()).rejects.toMatchObject({ code: 'OperationFailed', retryable: false });
  arm.answer(accepted(), operation('Canceled'));
  await expect(join()).rejects.toMatchObject({ code: 'OperationCanceled', retryable: false });
});

it('A look that is refused ends the wait with ARM’s words', async () => {
  arm.answer(accepted(), {
    status: 404,
    body: { error: { code: 'NotFound', message: 'No such operation.' } },
  });
  await expect(join()).rejects.toMatchObject({ code: 'NotFound', status: 404 });
});

it('A group is taken away on the member as it was read, so that no other change is undone', async () => {
  arm.answer({ status: 200, body: member('Succeeded') });
  const read = {
    name: 'm',
    clusterResourceId: CLUSTER,
    group: 'g',
    provisioningState: 'Succeeded',
    eTag: '"1"',
  };
  await fleets().setMemberGroup('one', read, null);
  const [put] = arm.requests;
  expect(put?.method).toBe('PUT');
  expect(put?.headers['if-match']).toBe('"1"');
  expect(put?.body).toEqual({ properties: { clusterResourceId: CLUSTER } });
});

it('A Fleet run goes out with its preconditions and nothing that was not asked for', async () => {
  arm.answer({ status: 200, body: { name: 'r', properties: { managedClusterUpdate: { upgrade: {} } } } });
  const managedClusterUpdate = { upgrade: { type: 'Full' as const, kubernetesVersion: '1.33.2' } };
  await fleets().createFleetRun('one', 'r', { managedClusterUpdate, group: 'west' });
  await fleets().startFleetRun('one', 'r', '"7"');
  await fleets().skipMembers('one', 'r', '"8"', ['a', 'b']);
  const [create, start, skip] = arm.requests;
  expect(create?.headers['if-none-match']).toBe('*');
  expect(create?.body).toEqual({
    properties: {
      managedClusterUpdate,
      strategy: { stages: [{ name: 'stage', groups: [{ name: 'west' }] }] },
    },
  });
  expect(start?.headers['if-match']).toBe('"7"');
  expect(start?.path).toBe(`${FLEET}/updateRuns/r/start`);
  expect(skip?.headers['if-match']).toBe('"8"');
  expect(skip?.body).toEqual({
    targets: [
      { type: 'Member', name: 'a' },
      { type: 'Member', name: 'b' },
    ],
  });
});

it('A join that takes longer than anybody waits is a time-out', async () => {
  arm.answer(accepted(), operation('InProgress'));
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'] });
  try {
    const joining = join({ requestTimeoutInMs: 1_000_000 });
    const failure = expect(joining).rejects.toMatchObject({ code: 'Timeout', status: 0, retryable: true });
    while (arm.requests.length < 2) await new Promise((resolve) => setImmediate(resolve));
    await jest.advanceTimersByTimeAsync(180_000);
    await failure;
  } finally {
    jest.useRealTimers();
  }
});
