import { wrongUse } from '../exitCodes.ts';

/** `2%` as 0.02. */
export function shareOf(text: string | undefined, name: string): number {
  if (text === undefined) return 0;
  const [, number] = /^(\d+(?:\.\d+)?)%$/.exec(text) ?? [];
  if (number === undefined || Number(number) > 100)
    throw wrongUse(`--${name} must be a share from 0% to 100%, not ${text}.`);
  return Number(number) / 100;
}

const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

/** `3h` in seconds; `s`, `m`, `h` and `d` are known. */
export function durationOf(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const [, number, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  const [, seconds] = Object.entries(SECONDS).find(([known]) => known === unit) ?? [];
  if (number === undefined || seconds === undefined)
    throw wrongUse(`--${name} must be a time such as 30m, 3h or 1d, not ${text}.`);
  return Number(number) * seconds;
}
