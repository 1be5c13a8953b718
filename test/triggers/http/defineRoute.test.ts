import { z } from 'zod';
import { defineRoute, noBody, noQuery } from '../../../src/triggers/http/defineRoute.ts';
import { json } from '../../../src/triggers/http/route.ts';

const schema = z.object({
  name: z.string(),
  members: z.array(z.object({ state: z.enum(['Ready', 'Gone']), since: z.string().exactOptional() })),
});
const route = {
  method: 'GET' as const,
  path: 'api/new',
  operationId: 'getNew',
  body: noBody,
  query: noQuery,
  summary: 'Something new',
  success: { status: 200, description: 'It', schema },
};
const answering = { ...route, role: 'Reader' as const };
const members = [{ state: 'Ready' as const }];

// The compiler is what fails here: without an error in the next line, the comment above it is one.
it('A route that says nothing of who may call it does not compile', () => {
  const handle = () => Promise.resolve(json(200, { name: 'x', members }));
  // @ts-expect-error -- `role` is required
  expect(defineRoute({ ...route, handle })).not.toHaveProperty('role');
  expect(defineRoute({ ...answering, handle })).toMatchObject({ role: 'Reader' });
});

describe('An answer that its schema does not describe does not compile:', () => {
  it('one without a field', () => {
    // @ts-expect-error -- `members` is missing
    defineRoute({ ...answering, handle: () => Promise.resolve(json(200, { name: 'x' })) });
    // @ts-expect-error -- so is `state` of the member
    defineRoute({ ...answering, handle: () => Promise.resolve(json(200, { name: 'x', members: [{}] })) });
  });

  it('one whose field has another type', () => {
    const gone = { name: 'x', members: [{ state: 'Lost' as const }] };
    // @ts-expect-error -- `Lost` is no state
    defineRoute({ ...answering, handle: () => Promise.resolve(json(200, gone)) });
  });

  it('one with a field more, though it comes from a variable', () => {
    const more = { name: 'x', members, colour: 'red' };
    // @ts-expect-error -- `colour` is not known
    defineRoute({ ...answering, handle: () => Promise.resolve(json(200, more)) });
  });

  it('one with a field more deep inside', () => {
    const deep = { name: 'x', members: [{ state: 'Ready' as const, colour: 'red' }] };
    // @ts-expect-error -- `colour` of a member is not known
    defineRoute({ ...answering, handle: () => Promise.resolve(json(200, deep)) });
  });

  it('one with an optional field more', () => {
    const maybe: { name: string; members: typeof members; colour?: string } = { name: 'x', members };
    // @ts-expect-error -- `colour` is not known, whether it is there or not
    defineRoute({ ...answering, handle: () => Promise.resolve(json(200, maybe)) });
  });
});
