import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { onceFor } from '../../domain/lastMade.ts';

const CODINGS = ['br', 'gzip'] as const;
type Coding = (typeof CODINGS)[number];

/** Less than this fits into a packet or two as it is. */
const WORTH_IT = 2_000;

/** The qualities that take milliseconds for a thousand members; the next ones take many times as long for a tenth less. */
const compressors: Readonly<Record<Coding, (text: string) => Promise<Buffer>>> = {
  br: (text) => promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (text) => promisify(gzip)(text, { level: 5 }),
};

export interface Encoded {
  readonly body: string | Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The body as JSON, compressed as the caller accepts it: on Linux the host of Azure Functions does not do that unless a
 * feature flag asks for it (azure-functions-host pull request 10870). What is answered again as the same object is not
 * written, nor compressed, again.
 */
export async function encoded(body: object, accepts: string | null): Promise<Encoded> {
  const known = texts(body);
  if (known.text.length < WORTH_IT) return { body: known.text, headers: {} };
  const vary = 'accept-encoding';
  const coding = codingOf(accepts ?? '');
  if (!coding) return { body: known.text, headers: { vary } };
  known[coding] ??= compressors[coding](known.text);
  return { body: await known[coding], headers: { vary, 'content-encoding': coding } };
}

interface Texts {
  readonly text: string;
  br?: Promise<Buffer>;
  gzip?: Promise<Buffer>;
}

const texts = onceFor((body: object): Texts => ({ text: JSON.stringify(body) }));

/** What the caller likes best of what there is, Brotli of two that it likes the same (RFC 9110, 12.5.3). */
function codingOf(accepts: string): Coding | undefined {
  const weights = new Map(
    accepts.split(',').map((part) => {
      const [name = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase());
      const weight = parameters.find((each) => each.startsWith('q='))?.slice(2);
      return [name, weight === undefined ? 1 : Number(weight)] as const;
    }),
  );
  const weightOf = (coding: string) => weights.get(coding) ?? weights.get('*') ?? 0;
  const [best] = CODINGS.filter((coding) => weightOf(coding) > 0).toSorted(
    (one, other) => weightOf(other) - weightOf(one),
  );
  return best !== undefined && weightOf(best) >= (weights.get('identity') ?? 0) ? best : undefined;
}
