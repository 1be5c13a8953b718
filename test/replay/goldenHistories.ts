import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { goldenFile, type RecordedHistory } from './history.ts';

export interface Golden extends RecordedHistory {
  /** Version and shape, for example `0.1.0/failure`. */
  readonly file: string;
}

const FOLDER = join(__dirname, 'histories');

/** Every history that was recorded, of every version. */
export function goldenHistories(): Golden[] {
  return readdirSync(FOLDER).flatMap((version) =>
    readdirSync(join(FOLDER, version)).flatMap((name) => {
      const text = readFileSync(join(FOLDER, version, name), 'utf8');
      const file = `${version}/${name.replace('.json', '')}`;
      return goldenFile.parse(JSON.parse(text)).map((history) => ({ ...history, file }));
    }),
  );
}
