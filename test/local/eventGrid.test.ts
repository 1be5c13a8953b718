import { buildApp, hostApp } from './hostedApp.ts';

const app = buildApp({ name: 'events' });
const KEY = 'the key';

async function webhook() {
  const hosted = await hostApp(app, { eventGridKey: KEY });
  const call = (
    body: unknown,
    headers: Record<string, string> = { 'aeg-event-type': 'Notification' },
    { key = KEY, name = 'releases', method = 'POST' } = {},
  ) =>
    hosted.fetch(`/runtime/webhooks/EventGrid?functionName=${name}&code=${encodeURIComponent(key)}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(method === 'POST' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  return { ...hosted, call };
}
const CLOUD = { 'content-type': 'application/cloudevents+json; charset=utf-8' };
const BATCH = { 'content-type': 'application/cloudevents-batch+json' };

describe('The webhook of Event Grid', () => {
  it('gives a function the events of a delivery one by one, and answers 202', async () => {
    const { call, get } = await webhook();
    expect((await call([{ id: '1' }, { id: '2' }])).status).toBe(202);
    expect((await call({ id: '3' })).status).toBe(202);
    expect((await call({ id: '4' }, CLOUD)).status).toBe(202);
    expect((await call([{ id: '5' }, { id: '6' }], BATCH)).status).toBe(202);
    expect(await get('/api/taken')).toEqual(['1', '2', '3', '4', '5', '6'].map((id) => ({ id })));
  });

  it('answers 500 when one event of a delivery fails, so that all of it comes again', async () => {
    const { call, get } = await webhook();
    expect((await call([{ id: '1' }, { fails: true }])).status).toBe(500);
    expect(await get('/api/taken')).toEqual([{ id: '1' }]);
  });

  it('proves itself to an event subscription of either schema', async () => {
    const { call } = await webhook();
    const event = {
      eventType: 'Microsoft.EventGrid.SubscriptionValidationEvent',
      data: { validationCode: 'abc' },
    };
    const validated = await call([event], { 'aeg-event-type': 'SubscriptionValidation' });
    expect([validated.status, await validated.json()]).toEqual([200, { validationResponse: 'abc' }]);
    const origin = { 'webhook-request-origin': 'eventgrid.azure.net' };
    const allowed = await call('', origin, { method: 'OPTIONS' });
    const headers = ['webhook-allowed-origin', 'webhook-allowed-rate'].map((name) =>
      allowed.headers.get(name),
    );
    expect([allowed.status, ...headers]).toEqual([200, 'eventgrid.azure.net', '*']);
    expect((await call([], { 'aeg-event-type': 'Unsubscribe' })).status).toBe(202);
  });

  it.each<
    [
      string,
      number,
      unknown,
      (Record<string, string> | undefined)?,
      { key?: string; name?: string; method?: string }?,
    ]
  >([
    ['another key', 401, [{ id: '1' }], undefined, { key: 'guessed' }],
    ['no key', 401, [{ id: '1' }], undefined, { key: '' }],
    ['a function there is not', 404, [{ id: '1' }], undefined, { name: 'other' }],
    ['no event type', 400, [{ id: '1' }], {}],
    ['no JSON', 400, '{"id":'],
    ['events that are none', 400, ['hello']],
    ['a validation of another shape', 400, [{ data: {} }], { 'aeg-event-type': 'SubscriptionValidation' }],
    ['a validation of nothing', 400, '', { 'aeg-event-type': 'SubscriptionValidation' }],
    ['a handshake without an origin', 400, '', {}, { method: 'OPTIONS' }],
    ['another method', 405, '', {}, { method: 'GET' }],
  ])('refuses %s and calls nothing', async (...[, status, body, headers, to]) => {
    const { call, get } = await webhook();
    expect((await call(body, headers, to)).status).toBe(status);
    expect(await get('/api/taken')).toEqual([]);
  });

  it('asks for the key however it is sent', async () => {
    const { fetch } = await webhook();
    const path = '/runtime/webhooks/eventgrid?functionName=releases';
    const headers = { 'aeg-event-type': 'Notification', 'x-functions-key': KEY };
    expect((await fetch(path, { method: 'POST', headers, body: '[{}]' })).status).toBe(202);
  });
});
