import { openApiOf } from '../../src/triggers/http/openApi.ts';
import { routesOf } from '../../src/triggers/http/registerHttp.ts';
import { HttpRequest } from '@azure/functions';
import { EVERYBODY } from '../../src/domain/access/roles.ts';
import { MemorySystem } from '../support/memorySystem.ts';
import { NODE_IMAGES } from '../support/spokenSystem.ts';

let system: MemorySystem;
beforeEach(async () => {
  system = MemorySystem.start();
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({ first: ['aks-eus-1', 'aks-eus-2'] });
});
afterEach(async () => {
  await system.close();
});

const body = { stages: [{ name: 'first', groups: [{ name: 'first' }] }], managedClusterUpdate: NODE_IMAGES };

async function answerTo(accept: string | undefined) {
  const route = routesOf({ kind: 'off' }).find(({ path }) => path === 'api/plan');
  const request = new HttpRequest({
    method: 'POST',
    url: 'http://memory.invalid/api/plan',
    headers: { 'content-type': 'application/json', ...(accept !== undefined && { accept }) },
    body: { string: JSON.stringify(body) },
  });
  const answer = await route?.respond(request, system.world.app, EVERYBODY);
  const headers = new Headers(
    Object.entries(answer?.headers ?? {}).map(([key, value]) => [key, String(value)]),
  );
  return { type: headers.get('content-type'), text: typeof answer?.body === 'string' ? answer.body : '' };
}

it.each(['text/markdown', 'text/markdown; charset=utf-8, application/json', 'TEXT/MARKDOWN, */*'])(
  'A plan is in Markdown for who accepts %s',
  async (accept) => {
    const { type, text } = await answerTo(accept);
    expect(type).toBe('text/markdown; charset=utf-8');
    expect(text).toMatch(/^### Plan[\s\S]*\n\| first \| 2 of 2 \|/);
  },
);

it.each([undefined, '*/*', 'application/json', 'application/json, text/markdown', 'text/*'])(
  'A plan is in JSON for who accepts %s',
  async (accept) => {
    const { type, text } = await answerTo(accept);
    expect(type).toContain('application/json');
    expect(text).toMatch(/^\{/);
  },
);

it('OpenAPI says both', () => {
  const document = JSON.stringify(openApiOf(routesOf({ kind: 'off' })));
  expect(document.split('"text/markdown":{"schema":{"type":"string"}}')).toHaveLength(2);
});
