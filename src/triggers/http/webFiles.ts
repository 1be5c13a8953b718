import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
};

export interface WebFile {
  readonly path: string;
  readonly type: string;
  /** Its name has a hash of what is in it. */
  readonly hashed: boolean;
  /** A copy that is compressed already. */
  readonly gzipped?: string;
}

/** What a path of the dashboard leads to. */
export type WebAnswer = { readonly kind: 'file'; readonly file: WebFile } | { readonly kind: 'unknown' };

/**
 * The files of the built dashboard by their path below its folder; none when there is no such folder. A request is
 * looked up in this list, never on the disk, so no path can lead out of the folder.
 */
export function webFilesIn(folder: string): ReadonlyMap<string, WebFile> {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  );
  const paths = new Set(entries.map((each) => join(each.parentPath, each.name)));
  const files = [...paths].flatMap((path): [string, WebFile][] => {
    const type = TYPES[path.split('.').at(-1) ?? ''];
    if (type === undefined) return [];
    const name = relative(folder, path).split(sep).join('/');
    const gzipped = `${path}.gz`;
    return [
      [name, { path, type, hashed: name.startsWith('assets/'), ...(paths.has(gzipped) && { gzipped }) }],
    ];
  });
  return new Map(files);
}

/** A file, or the page itself for the dashboard's own addresses, which have no dot and are none of the API's. */
export function webAnswerFor(files: ReadonlyMap<string, WebFile>, path: string): WebAnswer {
  const file = files.get(path === '' ? 'index.html' : path);
  if (file) return { kind: 'file', file };
  const segments = path.split('/');
  const isPage = !/^(api|admin|runtime)$/i.test(segments[0] ?? '') && !segments.at(-1)?.includes('.');
  const index = files.get('index.html');
  return isPage && index ? { kind: 'file', file: index } : { kind: 'unknown' };
}
