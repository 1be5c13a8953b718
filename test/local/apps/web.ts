import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { z } from 'zod';

const named = (name: string) => (request: HttpRequest) => ({ jsonBody: { name, params: request.params } });

app.http('root', { route: '', methods: ['GET'], handler: named('root') });
app.http('unrouted', { handler: named('unrouted') });
app.http('items', { route: 'items', methods: ['GET', 'POST'], handler: named('items') });
app.http('item', { route: 'items/{id}', methods: ['GET'], handler: named('item') });
app.http('newItem', { route: 'items/new', methods: ['GET'], handler: named('newItem') });
app.http('deleteItem', { route: 'items/new', methods: ['DELETE'], handler: named('deleteItem') });
app.http('part', { route: 'items/{id}/parts/{part?}', methods: ['GET'], handler: named('part') });
app.http('rest', { route: 'items/{*rest}', methods: ['GET', 'PUT'], handler: named('rest') });

app.http('echo', {
  route: 'echo',
  methods: ['GET', 'POST'],
  handler: async (request) => ({
    jsonBody: {
      method: request.method,
      path: new URL(request.url).pathname,
      tags: request.query.getAll('tag'),
      header: request.headers.get('x-some'),
      text: await request.text(),
    },
  }),
});
app.http('bytes', {
  methods: ['POST'],
  handler: async (request) => ({ body: new Uint8Array(await request.arrayBuffer()).reverse() }),
});
app.http('answers', {
  route: 'answers/{kind}',
  methods: ['GET', 'HEAD'],
  handler: (request) => answer(request.params['kind'] ?? ''),
});

// The SDK's types want a response; JavaScript returns none as easily.
const nothing = z.custom<HttpResponseInit>(() => true).parse(undefined);

function answer(kind: string): HttpResponseInit {
  switch (kind) {
    case 'text':
      return { body: 'hello' };
    case 'created':
      return { status: 201, headers: { location: '/items/7', 'x-two': 'a, b' }, jsonBody: { id: 7 } };
    case 'notModified':
      return { status: 304, body: 'ignored' };
    case 'nothing':
      return nothing;
    case 'cookies':
      return {
        cookies: [
          {
            name: 'a',
            value: 'x y;z',
            path: '/here',
            secure: true,
            httpOnly: true,
            sameSite: 'None',
            maxAge: 60,
          },
          { name: 'b', value: '2', domain: 'example.org', expires: new Date('2026-03-02T10:00:00Z') },
        ],
      };
    case 'badStatus':
      return { status: 700 };
    default:
      throw new Error('thrown on purpose');
  }
}
