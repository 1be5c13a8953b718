import { readFile } from 'node:fs/promises';
import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import type { Settings } from '../../contracts/settings.ts';
import { problem } from './problem.ts';
import { withSecurityHeaders } from './securityHeaders.ts';
import { webAnswerFor, webFilesIn, type WebFile } from './webFiles.ts';

/**
 * Scripts from here only and none in the page. Styles are the exception: Fluent UI makes its style elements while
 * it runs.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the dashboard from its folder at every path that no other function has. */
export function registerWeb(folder: string, { authentication }: Pick<Settings, 'authentication'>): void {
  const files = webFilesIn(folder);
  app.http('web', {
    route: '{*path}',
    methods: ['GET', 'HEAD'],
    authLevel: 'anonymous',
    handler: async (request) => withSecurityHeaders(await answerTo(files, request), authentication),
  });
}

async function answerTo(
  files: ReturnType<typeof webFilesIn>,
  request: HttpRequest,
): Promise<HttpResponseInit> {
  const answer = webAnswerFor(files, request.params['path'] ?? '');
  if (answer.kind === 'file') return await send(answer.file, request);
  return problem('NotFound', 'There is no such file. The dashboard is at /, the API below /api.');
}

async function send(file: WebFile, request: HttpRequest): Promise<HttpResponseInit> {
  const gzip = file.gzipped !== undefined && /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
  const isPage = file.type.startsWith('text/html');
  return {
    status: 200,
    headers: {
      'content-type': file.type,
      'cache-control': file.hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      vary: 'accept-encoding',
      ...(gzip && { 'content-encoding': 'gzip' }),
      ...(isPage && {
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'referrer-policy': 'same-origin',
        'x-frame-options': 'DENY',
      }),
    },
    // The host leaves it out of the answer to a HEAD.
    body: await readFile(gzip ? file.gzipped : file.path),
  };
}
