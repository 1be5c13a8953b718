import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Bearer tokens signed with a secret of the world, so that those of before a restart stay good. They do not
 * expire here: callers that go by another clock than the simulator's would be refused for nothing.
 */
export function issueToken(secret: string, issuedAt: number): string {
  return `simulated.${issuedAt}.${signatureOf(secret, String(issuedAt)).toString('base64url')}`;
}

export function isIssuedToken(secret: string, authorization: string | undefined): boolean {
  const [, issuedAt = '', signature = ''] =
    /^Bearer simulated\.(\d+)\.([\w-]+)$/.exec(authorization ?? '') ?? [];
  const given = Buffer.from(signature, 'base64url');
  const expected = signatureOf(secret, issuedAt);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function signatureOf(secret: string, text: string): Buffer {
  return createHmac('sha256', secret).update(text).digest();
}
