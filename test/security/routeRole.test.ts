import { defineRoute, noBody, noQuery } from '../../src/triggers/http/defineRoute.ts';
import { json } from '../../src/triggers/http/route.ts';

const route = {
  method: 'GET' as const,
  ...{ path: 'api/new', operationId: 'getNew', body: noBody, query: noQuery },
  ...{ summary: 'Something new', success: { status: 200, description: 'It' } },
  handle: () => Promise.resolve(json(200, {})),
};

// The compiler is what fails here: without an error in the next line, the comment above it is one.
it('A route that says nothing of who may call it does not compile', () => {
  // @ts-expect-error -- `role` is required
  expect(defineRoute(route)).not.toHaveProperty('role');
  expect(defineRoute({ ...route, role: 'Reader' })).toMatchObject({ role: 'Reader' });
});
