/** What is to become of something of a name: a line for each field that is another, with what it was and is to be. */
export function difference(before: unknown, after: unknown): string[] {
  return changes(before, after, '').map(({ at, from, to }) => {
    if (from === undefined) return `  + ${at}: ${json(to)}`;
    if (to === undefined) return `  - ${at}: ${json(from)}`;
    return `  ~ ${at}: ${json(from)} -> ${json(to)}`;
  });
}

interface Change {
  readonly at: string;
  readonly from: unknown;
  readonly to: unknown;
}

function changes(from: unknown, to: unknown, at: string): Change[] {
  if (!isContainer(from) || !isContainer(to) || Array.isArray(from) !== Array.isArray(to)) {
    return json(from) === json(to) ? [] : [{ at: at || '/', from, to }];
  }
  const [then, now] = [new Map(Object.entries(from)), new Map(Object.entries(to))];
  const keys = [...new Set([...then.keys(), ...now.keys()])];
  return keys.flatMap((key) => changes(then.get(key), now.get(key), `${at}/${key}`));
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

const json = (value: unknown) => JSON.stringify(value);
