import { nameProblem } from '../parts/nameProblem.ts';

/** What is wrong with a text, in the words under its field; undefined when nothing is. */
export type Check = (text: string) => string | undefined;

export const needed =
  (check: Check, missing = 'Is needed'): Check =>
  (text) =>
    text.trim() === '' ? missing : check(text);

export const nameCheck: Check = nameProblem;

export const versionCheck: Check = (text) =>
  /^v?\d+\.\d+(\.\d+)?$/i.test(text) ? undefined : 'A version such as 1.33 or 1.33.2';

export const minorCheck: Check = (text) =>
  /^\d+\.\d+$/.test(text) ? undefined : 'A minor version such as 1.33';

export const dateCheck: Check = (text) => (/^\d{4}-\d\d-\d\d$/.test(text) ? undefined : 'A day');

export const timeCheck: Check = (text) =>
  /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? undefined : 'A time such as 07:30';

export const endTimeCheck: Check = (text) =>
  text === '24:00' || timeCheck(text) === undefined ? undefined : 'A time such as 07:30, or 24:00';

export const nodeImageCheck: Check = (text) =>
  /^AKS\S+-\d[\d.]*\d$/.test(text)
    ? undefined
    : 'A node image such as AKSUbuntu-2204gen2containerd-202508.06.0';

export const secretNameCheck: Check = (text) =>
  /^WEBHOOK_SECRET_[A-Z0-9_]+$/.test(text)
    ? undefined
    : 'The name of an app setting that begins with WEBHOOK_SECRET_, never the secret itself';

export const zoneCheck: Check = (text) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return undefined;
  } catch {
    return 'An IANA time zone such as Europe/Berlin';
  }
};

/** A whole number from `least` to `most`. */
export const countCheck =
  (least: number, most: number): Check =>
  (text) => {
    const number = Number(text);
    if (text.trim() === '' || !Number.isInteger(number)) return 'A whole number';
    if (number < least) return `At least ${least}`;
    return number > most ? `At most ${most}` : undefined;
  };

/** The parts of a text that stand in the place of something of the run, `{trigger}` and the like. */
export function templateCheck(placeholders: readonly string[], unique: readonly string[]): Check {
  const known = new RegExp(`\\{(${placeholders.join('|')})\\}`, 'g');
  const braced = (names: readonly string[]) => names.map((each) => `{${each}}`).join(', ');
  return (text) => {
    if (!/^[a-z0-9{}-]*$/.test(text) || /[{}]/.test(text.replace(known, ''))) {
      return `May have a-z, 0-9, - and ${braced(placeholders)}`;
    }
    const missing = unique.filter((each) => !text.includes(`{${each}}`));
    return missing.length > 0 ? `Needs ${braced(missing)}, so that no two runs have one name` : undefined;
  };
}
