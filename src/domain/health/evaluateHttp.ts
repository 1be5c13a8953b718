import { resultOf, type CheckResult } from './evaluation.ts';

interface HttpCheck {
  readonly type: 'Http';
  readonly name?: string;
  readonly url: string;
  readonly expectedStatus?: number;
}

export function evaluateHttp(check: HttpCheck, status: number): CheckResult {
  const { url, expectedStatus = 200 } = check;
  const { host, pathname } = new URL(url);
  // Without the query: it may hold a key.
  const what = `${host}${pathname}`;
  const outcome = status === expectedStatus ? 'Successful' : 'Failed';
  const found = { outcome, evidence: { what, value: status, rule: String(expectedStatus) } } as const;
  return resultOf(check, [found], `${what} answers ${status}`);
}
