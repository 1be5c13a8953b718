import { wrongUse } from '../exitCodes.ts';

/** `2%` as 0.02. */
export function shareOf(text: string | undefined, name: string): number {
  if (text === undefined) return 0;
  const [, number] = /^(\d+(?:\.\d+)?)%$/.exec(text) ?? [];
  if (number === undefined || Number(number) > 100)
    throw wrongUse(`--${name} must be a share from 0% to 100%, not ${text}.`);
  return Number(number) / 100;
}
