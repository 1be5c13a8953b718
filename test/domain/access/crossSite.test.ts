import { crossSiteProblem, type RequestOrigin } from '../../../src/domain/access/crossSite.ts';

const pipeline: RequestOrigin = {
  method: 'POST',
  host: 'app.example:7071',
  hasSession: false,
  origin: undefined,
  secFetchSite: undefined,
  contentType: 'application/json',
};
const page: RequestOrigin = {
  ...pipeline,
  hasSession: true,
  origin: 'https://app.example:7071',
  secFetchSite: 'same-origin',
};

describe('Let in or refused is', () => {
  it.each<[string, RequestOrigin, ReturnType<typeof crossSiteProblem>]>([
    ['of a pipeline', pipeline, undefined],
    [
      'of a pipeline with a form',
      { ...pipeline, contentType: 'application/x-www-form-urlencoded' },
      undefined,
    ],
    ['of a page of ours', page, undefined],
    ['of a page of ours without a body', { ...page, contentType: undefined }, undefined],
    ['of a page of ours as a form', { ...page, contentType: 'text/plain;charset=UTF-8' }, 'not-json'],
    [
      'of a page of ours as JSON by another name',
      { ...page, contentType: 'application/merge-patch+json' },
      undefined,
    ],
    ['of a page of ours behind a proxy', { ...page, host: 'inner.example' }, undefined],
    [
      'of a page of ours, of a browser without Sec-Fetch-Site',
      { ...page, secFetchSite: undefined },
      undefined,
    ],
    ['of another site', { ...page, secFetchSite: 'cross-site' }, 'cross-site'],
    ['of a sibling domain', { ...page, secFetchSite: 'same-site' }, 'cross-site'],
    ['of no site at all', { ...page, secFetchSite: 'none' }, 'cross-site'],
    ['of another origin', { ...page, secFetchSite: undefined, origin: 'https://evil.example' }, 'cross-site'],
    ['of another port', { ...page, secFetchSite: undefined, origin: 'https://app.example' }, 'cross-site'],
    ['of a sandboxed page', { ...page, secFetchSite: undefined, origin: 'null' }, 'cross-site'],
    ['of another origin without a session', { ...pipeline, origin: 'https://evil.example' }, 'cross-site'],
    ['with a session of nobody knows where', { ...pipeline, hasSession: true }, 'cross-site'],
    ['that only reads, of another site', { ...page, method: 'GET', secFetchSite: 'cross-site' }, undefined],
  ])('A request %s', (_, request, problem) => {
    expect(crossSiteProblem(request)).toBe(problem);
  });
});
