import { basename, extname } from 'node:path';
import { fieldErrorsOf } from '../../domain/fieldErrors.ts';
import { issueText } from '../../domain/issueText.ts';
import { wrongUse } from '../exitCodes.ts';
import type { Document } from '../files/document.ts';
import { documentsOf } from '../files/readFile.ts';
import { objectOf } from '../nouns/runRequest.ts';
import type { Kind } from './kinds.ts';

/** What a file wants to be there. */
export interface Wanted {
  readonly name: string;
  readonly body: unknown;
  readonly document: Document;
}

const WRONG = { pointer: '', detail: 'is wrong' };

/** What files want, each checked as the app would check it, so that nothing is applied by halves. */
export async function wantedIn(kind: Kind, paths: readonly string[]): Promise<Wanted[]> {
  const documents = (await Promise.all(paths.map(documentsOf))).flat();
  if (documents.length === 0) throw wrongUse(`There is nothing in ${paths.join(', ')}.`);
  const schema = await kind.body();
  const wanted = documents.map((document): Wanted => {
    const { $schema: _editors, name = nameOfFile(document), ...body } = objectOf(document);
    if (typeof name !== 'string') throw document.wrong('/name', 'must be text');
    const parsed = schema.safeParse(body, { error: issueText });
    if (parsed.success) return { name, body: parsed.data, document };
    const [{ pointer, detail } = WRONG] = fieldErrorsOf(parsed.error.issues);
    throw document.wrong(pointer, detail);
  });
  for (const [at, { name, document }] of wanted.entries()) {
    const first = wanted.findIndex((other) => other.name === name);
    if (first !== at) throw document.wrong('/name', `${name} is in ${wanted[first]?.document.file} too`);
  }
  return wanted;
}

const nameOfFile = ({ file }: Document) => (file === '-' ? undefined : basename(file, extname(file)));
