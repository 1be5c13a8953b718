import { createFleetGateway } from '../../../src/azure/arm/fleetManager.ts';
import { createClusterGateway } from '../../../src/azure/arm/managedClusters.ts';
import { armError, ArmServer } from './armServer.ts';

const FLEET = '/subscriptions/s1/resourceGroups/rg/providers/Microsoft.ContainerService/fleets/f1';
const CLUSTER = '/subscriptions/s1/resourcegroups/rg/providers/Microsoft.ContainerService/managedClusters/c1';
const NO_MEMBERS = { status: 200, body: { value: [] } };

let arm: ArmServer;
beforeAll(async () => {
  arm = await ArmServer.start();
});
afterAll(() => arm.close());

const fleets = (more = {}) => createFleetGateway(arm.connection(more), { one: FLEET });
const clusters = (more = {}) => createClusterGateway(arm.connection(more));

describe('What goes wrong at ARM', () => {
  test('keeps its code and words, and names the operation and the role that is missing', async () => {
    const said =
      "does not have authorization to perform action 'Microsoft.ContainerService/fleets/members/read'";
    arm.answer(armError(403, 'AuthorizationFailed', said));
    const refused = fleets().listMembers('one');
    const kept = { name: 'DependencyError', code: 'AuthorizationFailed', status: 403, retryable: false };
    await expect(refused).rejects.toMatchObject(kept);
    await expect(refused).rejects.toThrow(
      /^List members of fleet one: .*members\/read.*Fleet Manager Contributor/,
    );
    arm.answer(armError(403, 'AuthorizationFailed', 'no'));
    const image = clusters().latestNodeImage(CLUSTER, 'p');
    await expect(image).rejects.toThrow('"Reader" on the clusters');
    expect(arm.requests).toHaveLength(1);
  });

  test.each([
    ['without a body', undefined],
    ['with a page of a proxy', '<html>Bad gateway</html>'],
    ['with JSON of another kind', { problem: 'yes' }],
    ['with an error that has no code', { error: {} }],
  ])('is understood %s', async (_, body) => {
    arm.answer({ status: 502, ...(body !== undefined && { body }) });
    const failure = { name: 'DependencyError', code: 'Http502', status: 502, retryable: true };
    await expect(fleets().getFleetRun('one', 'r')).rejects.toMatchObject(failure);
    await expect(fleets().listFleetRuns('one')).rejects.toMatchObject(failure);
    await expect(fleets().startFleetRun('one', 'r', '"1"')).rejects.toMatchObject(failure);
  });

  const BLOCKED = 'Control plane upgrade is blocked: deprecated API usage.';
  test.each([
    [
      'with all of its fields',
      { code: 'OperationNotAllowed', message: 'Busy.', target: '', subcode: '' },
      'Busy.',
    ],
    [
      'with a subcode',
      { code: 'X', message: BLOCKED, subcode: 'UpgradeBlockedOnDeprecatedAPIUsage' },
      `${BLOCKED} (UpgradeBlockedOnDeprecatedAPIUsage)`,
    ],
    ['with details that are null', { code: 'X', details: null, message: 'Busy.', subcode: '' }, 'Busy.'],
    ['with nothing but code and message', { code: 'X', message: 'Busy.' }, 'Busy.'],
  ])('is read where AKS says it without an envelope, %s', async (_, body, words) => {
    arm.answer({ status: 409, body });
    const refused = clusters().getCluster(CLUSTER);
    await expect(refused).rejects.toMatchObject({ code: body.code, status: 409 });
    await expect(refused).rejects.toThrow(words);
  });

  test('is an absence in AKS’s own words too, but not in those of anybody on the way', async () => {
    const gone = { code: 'NotFound', message: 'The cluster was not found.' };
    arm.answer({ status: 404, body: { ...gone, target: '', subcode: 'NotFound' } });
    await expect(clusters().getCluster(CLUSTER)).resolves.toBe('NotFound');
    arm.answer({ status: 404, body: gone });
    await expect(clusters().getCluster(CLUSTER)).rejects.toMatchObject({ code: 'Http404' });
    arm.answer({ status: 404, body: gone });
    await expect(clusters().getCluster(CLUSTER)).rejects.toThrow('The cluster was not found.');
  });

  test('is tried three times when it may pass by', async () => {
    arm.answer(armError(500, 'InternalServerError', 'a'), armError(503, 'Busy', 'b'), NO_MEMBERS);
    await expect(fleets().listMembers('one')).resolves.toEqual([]);
    expect(arm.requests).toHaveLength(3);
    arm.answer(armError(500, 'InternalServerError', 'still'));
    await expect(fleets().listMembers('one')).rejects.toMatchObject({ code: 'InternalServerError' });
    expect(arm.requests).toHaveLength(3);
  });

  test('is not tried again when it would be the same', async () => {
    arm.answer(armError(400, 'BadRequest', 'no'));
    await expect(fleets().listMembers('one')).rejects.toMatchObject({ status: 400, retryable: false });
    expect(arm.requests).toHaveLength(1);
  });

  test('is tried again when Retry-After says, not when its own delay does', async () => {
    const now = { 'retry-after': '0' };
    arm.answer(armError(429, 'TooManyRequests', 'slowly', now), armError(503, 'Busy', 'b', now), NO_MEMBERS);
    const notWithinTheTest = { retryDelayInMs: 9_000_000 };
    await expect(fleets(notWithinTheTest).listMembers('one')).resolves.toEqual([]);
    expect(arm.requests).toHaveLength(3);
  });

  test('is left to the next round when Retry-After asks for long, in seconds or as a date', async () => {
    const late = new Date(Date.now() + 600_000).toUTCString();
    for (const retryAfter of ['600', late]) {
      arm.answer(armError(429, 'TooManyRequests', 'much later', { 'retry-after': retryAfter }));
      const failure = { code: 'TooManyRequests', status: 429, retryable: true };
      await expect(fleets().listMembers('one')).rejects.toMatchObject(failure);
      expect(arm.requests).toHaveLength(1);
    }
  });

  test('is tried again at a 429 without Retry-After', async () => {
    arm.answer(armError(429, 'TooManyRequests', 'slowly'), NO_MEMBERS);
    await expect(fleets().listMembers('one')).resolves.toEqual([]);
  });

  test('is a time-out when no answer comes', async () => {
    arm.answer('hang');
    const hanging = fleets({ requestTimeoutInMs: 50 });
    const timeout = { code: 'Timeout', status: 0, retryable: true };
    await expect(hanging.getFleetRun('one', 'r')).rejects.toMatchObject(timeout);
    await expect(hanging.startFleetRun('one', 'r', '"1"')).rejects.toMatchObject(timeout);
  });

  test('is a time-out when a further page of a list does not come', async () => {
    const nextLink = `${arm.endpoint}${FLEET}/members?api-version=2025-03-01&$skipToken=2`;
    arm.answer({ status: 200, body: { value: [], nextLink } }, 'hang');
    const listing = fleets({ requestTimeoutInMs: 50 }).listMembers('one');
    await expect(listing).rejects.toMatchObject({ code: 'Timeout' });
  });

  test('is a time-out when the identity gives no token', async () => {
    arm.answer(NO_MEMBERS);
    const credential = { getToken: () => new Promise<null>(() => undefined) };
    const waiting = fleets({ credential, requestTimeoutInMs: 50 }).listMembers('one');
    await expect(waiting).rejects.toMatchObject({ code: 'Timeout', retryable: true });
  });

  test('may be that there is no identity', async () => {
    const nobody = Object.assign(new Error('Sign in first.'), { name: 'CredentialUnavailableError' });
    const credential = { getToken: () => Promise.reject(nobody) };
    const listing = fleets({ credential }).listMembers('one');
    await expect(listing).rejects.toMatchObject({ code: 'NoToken', retryable: true });
    await expect(listing).rejects.toThrow('Sign in first.');
  });

  test('may be that the connection ends: tried again, then without an answer', async () => {
    arm.answer('drop', NO_MEMBERS);
    await expect(fleets().listMembers('one')).resolves.toEqual([]);
    arm.answer('drop');
    const noAnswer = { name: 'DependencyError', status: 0, retryable: true };
    await expect(fleets().listMembers('one')).rejects.toMatchObject(noAnswer);
    expect(arm.requests).toHaveLength(3);
  });

  test('may be an answer that breaks off', async () => {
    const headers = { 'content-type': 'application/json' };
    arm.answer({ status: 200, headers, body: '{"value": [' });
    const noAnswer = { name: 'DependencyError', status: 0, retryable: true };
    await expect(fleets().listMembers('one')).rejects.toMatchObject(noAnswer);
  });
});

describe('A 404', () => {
  test('means absent when it speaks of the resource', async () => {
    arm.answer(armError(404, 'ResourceNotFound', 'gone'));
    await expect(fleets().getFleetRun('one', 'r')).resolves.toBeUndefined();
    await expect(fleets().getMember('one', 'm')).resolves.toBeUndefined();
    await expect(fleets().deleteMember('one', 'm')).resolves.toBeUndefined();
    await expect(clusters().getCluster(CLUSTER)).resolves.toBe('NotFound');
    await expect(clusters().latestNodeImage(CLUSTER, 'p')).resolves.toBeUndefined();
  });

  test.each(['ParentResourceNotFound', 'InvalidResourceType'])('is an error when it is %s', async (code) => {
    arm.answer(armError(404, code, 'not that'));
    await expect(fleets().getFleetRun('one', 'r')).rejects.toMatchObject({ code, status: 404 });
  });

  test('is an error when ARM did not say it', async () => {
    arm.answer({ status: 404, body: '<html>Not here</html>' });
    await expect(fleets().getFleetRun('one', 'r')).rejects.toMatchObject({ code: 'Http404' });
    const answer = await fleets().deleteFleetRun('one', 'r', '"1"');
    expect(answer).toMatchObject({ done: false, refused: { code: 'Http404' } });
  });

  test('of a subscription is no access to its clusters', async () => {
    arm.answer(armError(404, 'SubscriptionNotFound', 'hidden'));
    await expect(clusters().getCluster(CLUSTER)).resolves.toBe('NoAccess');
    await expect(clusters().listClusters('s1')).resolves.toBe('NoAccess');
  });
});

test('A fleet that the settings do not name is unknown', async () => {
  await expect(fleets().listMembers('two')).rejects.toMatchObject({ code: 'UnknownFleet' });
});
