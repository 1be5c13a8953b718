import { isNode, LineCounter, parseAllDocuments, type Document as YamlDocument } from 'yaml';
import { EXIT, CommandError, wrongUse } from '../exitCodes.ts';

/** A YAML or JSON document with the places of its fields. */
export interface Document {
  readonly file: string;
  readonly value: unknown;
  /** What is wrong at a JSON pointer, with line and column. */
  wrong(pointer: string, detail: string): CommandError;
}

/** The one document of a file. */
export function readDocument(file: string, text: string): Document {
  const [first, second] = readDocuments(file, text);
  if (first === undefined) throw wrongUse(`${file} is empty.`);
  if (second !== undefined) throw wrongUse(`${file} has more than one document; here it may have one.`);
  return first;
}

/** All documents of a file (`---` stands between them). JSON is YAML too. */
export function readDocuments(file: string, text: string): Document[] {
  const lines = new LineCounter();
  const documents: readonly YamlDocument.Parsed[] = [
    ...parseAllDocuments(text, { lineCounter: lines, prettyErrors: false }),
  ];
  return documents.flatMap((document) => {
    const [error] = document.errors;
    if (error) throw at(file, lines, error.pos[0], error.message);
    if (document.contents === null) return [];
    return [
      {
        file,
        value: valueOf(document, file, lines),
        wrong: (pointer: string, detail: string) =>
          at(file, lines, placeOf(document, pointer), `${pointer} ${detail}`.trim()),
      },
    ];
  });
}

/** A few lines of aliases can stand for gigabytes: the library counts them, and that is no file of ours. */
function valueOf(document: YamlDocument.Parsed, file: string, lines: LineCounter): unknown {
  try {
    const value: unknown = document.toJS();
    return value;
  } catch (error) {
    throw at(file, lines, 0, error instanceof Error ? error.message : String(error));
  }
}

/** Where a field is, or else what it should be in. */
function placeOf(document: YamlDocument.Parsed, pointer: string): number {
  const path = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length).map(index), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range[0] ?? 0;
}

const index = (part: string) => (/^\d+$/.test(part) ? Number(part) : part);

function at(file: string, lines: LineCounter, offset: number, message: string): CommandError {
  const { line, col } = lines.linePos(offset);
  return new CommandError(`${file}:${Math.max(1, line)}:${Math.max(1, col)}: ${message}`, EXIT.wrongUse);
}
