import { existsSync, readFileSync } from 'node:fs';
import { wrongUse } from './exitCodes.ts';
import { readDocument } from './files/document.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the app is, and how to sign in there. */
export interface Settings {
  readonly url: string;
  readonly token: string | undefined;
  readonly scope: string | undefined;
}

interface Flags {
  readonly url?: string | undefined;
  readonly token?: string | undefined;
  readonly scope?: string | undefined;
  readonly config?: string | undefined;
}

const DEFAULT_FILE = 'fleet-updates.yaml';
const KEYS = ['url', 'scope'];

/** Flags before environment before file. */
export function readSettings(flags: Flags, environment: Environment): Settings {
  const file = fromFile(flags.config ?? environment['FLEET_UPDATES_CONFIG']);
  const url = flags.url ?? environment['FLEET_UPDATES_URL'] ?? file['url'];
  if (url === undefined || url === '') {
    throw wrongUse(
      `Where is the app? Give --url, or FLEET_UPDATES_URL, or \`url\` in ${DEFAULT_FILE} (for example https://<app>.azurewebsites.net).`,
    );
  }
  return {
    url: originOf(url),
    token: flags.token ?? tokenIn(environment),
    scope: flags.scope ?? environment['FLEET_UPDATES_SCOPE'] ?? file['scope'],
  };
}

/** A pipeline's variable that is not set is often empty. */
function tokenIn(environment: Environment): string | undefined {
  const token = environment['FLEET_UPDATES_TOKEN'];
  return token === '' ? undefined : token;
}

/** A token must not go over the wire readable, but this machine is no wire. */
function originOf(text: string): string {
  if (!URL.canParse(text))
    throw wrongUse(`${text} is no URL. An example is https://<app>.azurewebsites.net.`);
  const { protocol, hostname, origin } = new URL(text);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (protocol === 'https:' || (protocol === 'http:' && isLocal)) return origin;
  throw wrongUse(`${origin} is not https: a token would be readable on its way.`);
}

function fromFile(named: string | undefined): Readonly<Record<string, string>> {
  const path = named ?? DEFAULT_FILE;
  if (named === undefined && !existsSync(path)) return {};
  const document = readDocument(path, textOf(path));
  const { value } = document;
  if (typeof value !== 'object' || value === null) throw document.wrong('', `must be ${KEYS.join(' and ')}`);
  const entries = Object.entries(value).map(([key, given]: [string, unknown]): [string, string] => {
    if (!KEYS.includes(key)) throw document.wrong(`/${key}`, `is not known here; ${KEYS.join(' and ')} are`);
    if (typeof given !== 'string') throw document.wrong(`/${key}`, 'must be text');
    return [key, given];
  });
  return Object.fromEntries(entries);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw wrongUse(`${path} cannot be read.`);
  }
}
