import { createHash } from 'node:crypto';

/**
 * SHA-256 in lower-case hex digits, at most 64 of them. Few digits tell things of one place apart; what is
 * compared over all time and all senders takes 32 or more.
 */
export function sha256(content: string | Uint8Array, hexDigits = 64): string {
  return createHash('sha256').update(content).digest('hex').slice(0, hexDigits);
}
