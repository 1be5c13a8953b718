import { plainText } from '../show/plainText.ts';
import type { Waiting } from './runShape.ts';

/** Why, and until when. */
export function waitText({ reason, message, until }: Waiting): string {
  const end = until === undefined ? '' : `, until ${until}`;
  return `waits (${plainText(reason)}): ${plainText(message)}${end}`;
}
