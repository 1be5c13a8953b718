import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import type { Clock } from '../clock/clock.ts';
import { authenticate } from '../operations/triggers/deliveryAuthentication.ts';
import { listen, makeCertificate } from '../simulator/servers.ts';
import { trustCertificate } from '../simulator/trust.ts';

/** One message, and what is wrong with it. */
interface Arrival {
  readonly id: string;
  readonly type: string;
  readonly time: string;
  readonly message: string;
  /** To the page where somebody who is told looks next. */
  readonly link?: string;
  readonly problems: readonly string[];
}

export interface Receiver {
  /** Where notifications of kind Webhook go: https, with a certificate that this process trusts. */
  readonly url: string;
  /** Shows what came in. */
  readonly page: string;
  /** The last ones, in the order in which they came. */
  readonly arrivals: readonly Arrival[];
  close(): Promise<void>;
}

const cloudEvent = z.looseObject({
  specversion: z.literal('1.0'),
  id: z.string().min(1),
  source: z.string().min(1),
  type: z.string().startsWith('fleetupdates.'),
  time: z.iso.datetime(),
  data: z.looseObject({ message: z.string(), link: z.url({ protocol: /^https?$/ }).optional() }),
});
const SHOWN = 100;
const WAYS = [{ type: 'standardWebhooks', secrets: ['RECEIVER'] }] as const;

/** Somebody who is told, as a receiver should be: it believes no message before it has checked its signature. */
export async function startReceiver(clock: Pick<Clock, 'now'>, secret: string): Promise<Receiver> {
  const certificate = await makeCertificate();
  trustCertificate(certificate.cert);
  const arrivals: Arrival[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await buffer(request);
    const headers = new Headers(
      Object.entries(request.headers).flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value] as const] : [],
      ),
    );
    const now = new Date(clock.now()).toISOString();
    const known = authenticate(WAYS, new Map([['RECEIVER', secret]]), { headers, body }, now);
    if (typeof known === 'string') {
      response.writeHead(401).end(known);
      return;
    }
    const arrival = arrivalOf(body.toString(), arrivals);
    arrivals.push(arrival);
    arrivals.splice(0, arrivals.length - SHOWN);
    response.writeHead(arrival.type === '' ? 400 : 204).end();
  };
  const hook = await listen(0, (request, response) => void take(request, response), certificate);
  const page = await listen(0, (_request, response) => {
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'",
    };
    response.writeHead(200, headers).end(pageOf(arrivals));
  });
  return {
    url: `https://localhost:${hook.port}/`,
    page: `http://127.0.0.1:${page.port}/`,
    arrivals,
    close: async () => {
      await hook.close();
      await page.close();
    },
  };
}

function arrivalOf(body: string, before: readonly Arrival[]): Arrival {
  const parsed = cloudEvent.safeParse(jsonOf(body));
  if (!parsed.success) {
    return {
      id: '',
      type: '',
      time: '',
      message: body.slice(0, 200),
      problems: ['It is no CloudEvent of Fleet Updates.'],
    };
  }
  const { id, type, time, data } = parsed.data;
  const problems: string[] = [];
  if (before.some((each) => each.id === id)) problems.push('It came before: a receiver drops it.');
  else if (before.some((each) => each.time > time)) problems.push('Something later came before it.');
  const { message, link } = data;
  return { id, type, time, message, ...(link !== undefined && { link }), problems };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const linkTo = (address: string) => `<a href="${escaped(address)}">Open</a>`;

function pageOf(arrivals: readonly Arrival[]): string {
  const rows = arrivals
    .toReversed()
    .map(({ time, type, message, link, problems }) => [
      ...[time, type, message, problems.join(' ')].map(escaped),
      link === undefined ? '' : linkTo(link),
    ])
    .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
  const head = '<tr><th>Happened</th><th>Event</th><th>Says</th><th>Problems</th><th>Page</th></tr>';
  return `<!doctype html><html lang="en"><title>What was told</title><h1>What was told</h1><table>${head}${rows.join('')}</table></html>`;
}
