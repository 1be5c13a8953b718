import { holdToContract } from '../../support/contract.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';
const fleet = { name: 'demo', id: '/subscriptions/x' };
const problem = {
  type: '/docs/errors#NotFound',
  title: 'There is no such resource',
  status: 404,
  code: 'NotFound',
  detail: 'There is no run x.',
};

function held(call: string, status: number, body: unknown, type = JSON_TYPE): () => void {
  const [method = '', path = ''] = call.split(' ');
  const headers = new Headers({ 'content-type': type });
  return () => holdToContract(method, path, { status, headers, body });
}

describe('Every answer to a flow is held to OpenAPI', () => {
  it('and passes when it is as its route and its code say', () => {
    expect(held('GET /api/fleets', 200, { value: [fleet] })).not.toThrow();
    expect(held('DELETE /api/runs/x', 204, undefined)).not.toThrow();
    expect(held('GET /api/runs/x', 304, undefined)).not.toThrow();
    expect(held('GET /api/runs/x', 404, problem, PROBLEM_TYPE)).not.toThrow();
    expect(held('GET /', 200, undefined, 'text/html')).not.toThrow();
  });

  it.each<[string, string, number, unknown]>([
    ['a field that OpenAPI does not know', 'GET /api/fleets', 200, { value: [{ ...fleet, colour: 'red' }] }],
    ['one beside the list', 'GET /api/fleets', 200, { value: [], more: true }],
    ['no field that OpenAPI promises', 'GET /api/fleets', 200, { value: [{ name: 'demo' }] }],
    ['a body where there is none', 'DELETE /api/runs/x', 204, {}],
    ['a call that OpenAPI does not know', 'GET /api/nothing', 200, {}],
    ['a problem that is none', 'GET /api/runs/x', 404, { message: 'no' }],
    ['a code that is not in the catalogue', 'GET /api/runs/x', 404, { ...problem, code: 'Lost' }],
    ['a status that is not its code’s', 'GET /api/runs/x', 409, problem],
    ['a title that is not its code’s', 'GET /api/runs/x', 404, { ...problem, title: 'Lost' }],
  ])('and fails with %s', (_what, call, status, body) => {
    expect(held(call, status, body, status < 400 ? JSON_TYPE : PROBLEM_TYPE)).toThrow(`answers ${status}`);
  });

  it('and fails with a problem that is not sent as one', () => {
    expect(held('GET /api/runs/x', 404, problem)).toThrow('application/json');
  });
});
