import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What the first load may cost, bytes of gzipped script. */
export const MOST_FIRST_LOAD_BYTES = 300 * 1024;

export interface FirstLoad {
  readonly files: readonly string[];
  /** Gzipped, of all files together. */
  readonly bytes: number;
}

/**
 * The scripts that a page needs before it shows anything: those of index.html and of the page's own chunk, with all
 * that they import. `page` is the beginning of the chunk's name, for example `MembersPage`.
 */
export function firstLoadOf(webFolder: string, page: string): FirstLoad {
  const html = readFileSync(join(webFolder, 'index.html'), 'utf8');
  const entries = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, path = '']) => path);
  const entryText = entries.map((path) => readFileSync(join(webFolder, path), 'utf8')).join('\n');
  const chunk = new RegExp(`assets/${page}-[\\w-]+\\.js`).exec(entryText)?.[0];
  if (chunk === undefined) throw new Error(`The entry names no chunk of ${page}.`);
  const found = new Set<string>();
  const add = (path: string) => {
    if (found.has(path)) return;
    found.add(path);
    const text = readFileSync(join(webFolder, path), 'utf8');
    for (const [, name = ''] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) {
      add(join(dirname(path), name));
    }
  };
  for (const path of [...entries, chunk]) add(path);
  const files = [...found].toSorted();
  const bytes = files.reduce(
    (sum, path) => sum + gzipSync(readFileSync(join(webFolder, path)), { level: 9 }).length,
    0,
  );
  return { files, bytes };
}

/** The pages by the beginnings of their chunks' names. */
export const PAGES: readonly string[] = [
  'MembersPage',
  'RunsPage',
  'RunPage',
  'CreateRunPage',
  'StrategiesPage',
  'StrategyPage',
  'TriggersPage',
  'TriggerPage',
];
