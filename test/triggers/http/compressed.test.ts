import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { encoded } from '../../../src/triggers/http/compressed.ts';

const large = () => ({ value: Array.from({ length: 500 }, (_, index) => ({ name: `member-${index}` })) });

it.each([
  [null, undefined],
  ['', undefined],
  ['identity', undefined],
  ['deflate', undefined],
  ['gzip', 'gzip'],
  ['br', 'br'],
  ['gzip, deflate, br, zstd', 'br'],
  ['GZIP;q=1.0, br;q=0.5', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['gzip;q=0', undefined],
  ['*', 'br'],
  ['*;q=0', undefined],
  ['br;q=0, *', 'gzip'],
  ['identity, gzip;q=0.5', undefined],
  ['gzip;q=nonsense', undefined],
])('accept-encoding %j is answered in %s', async (accepts, coding) => {
  const body = large();
  const { headers, body: sent } = await encoded(body, accepts);
  expect(headers).toEqual({ vary: 'accept-encoding', ...(coding && { 'content-encoding': coding }) });
  const bytes = Buffer.from(sent);
  const text = coding === 'br' ? brotliDecompressSync(bytes) : coding === 'gzip' ? gunzipSync(bytes) : bytes;
  expect(JSON.parse(text.toString())).toEqual(body);
  if (coding) expect(bytes.length).toBeLessThan(JSON.stringify(body).length / 4);
});

it('a small answer goes as it is', async () => {
  expect(await encoded({ status: 'ok' }, 'br')).toEqual({ body: '{"status":"ok"}', headers: {} });
});

it('the same object is compressed once', async () => {
  const body = large();
  const first = await encoded(body, 'br');
  expect((await encoded(body, 'br')).body).toBe(first.body);
});
