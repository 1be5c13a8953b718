import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { wrongUse } from '../exitCodes.ts';
import { readDocument, readDocuments, type Document } from './document.ts';

const ENDINGS = /\.(ya?ml|json)$/;

/** The document of a file; `-` is what is piped in. */
export async function documentOf(path: string): Promise<Document> {
  return readDocument(path, await textOf(path));
}

/** Every document of a file, or of the YAML and JSON files of a directory, in the order of their names. */
export async function documentsOf(path: string): Promise<Document[]> {
  if (path === '-' || !(await isDirectory(path))) return readDocuments(path, await textOf(path));
  const files = (await readdir(path)).filter((name) => ENDINGS.test(name)).toSorted();
  if (files.length === 0) throw wrongUse(`${path} has no file that ends in .yaml, .yml or .json.`);
  const read = await Promise.all(
    files.map(async (name) => readDocuments(join(path, name), await textOf(join(path, name)))),
  );
  return read.flat();
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    throw wrongUse(`There is no ${path}.`);
  }
}

async function textOf(path: string): Promise<string> {
  if (path === '-') return await text(process.stdin);
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw wrongUse(`${path} cannot be read.`);
  }
}
