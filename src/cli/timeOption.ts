import { wrongUse } from './exitCodes.ts';

const MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of an option such as `90s`, `30m`, `2h` or `1d`; undefined where it is not given. */
export function timeOption(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const [, count, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text) ?? [];
  const factor = MS[unit];
  if (count === undefined || factor === undefined)
    throw wrongUse(`--${name} must be a time such as 90s, 30m, 2h or 1d, not ${text}.`);
  return Number(count) * factor;
}
