import { z } from 'zod';
import { PRINCIPAL_HEADER, type Authentication } from '../contracts/principal.ts';
import { fine, missing, type Finding } from './finding.ts';

const ANSWER_WITHIN_MS = 15_000;
const FORGER = 'forged-by-doctor';
/** As the platform would write it, for somebody who may do everything. */
const FORGED_PRINCIPAL = Buffer.from(
  JSON.stringify({
    auth_typ: 'aad',
    claims: [
      { typ: 'http://schemas.microsoft.com/identity/claims/objectidentifier', val: FORGER },
      { typ: 'roles', val: 'Admin' },
    ],
    role_typ: 'roles',
  }),
).toString('base64');

const NO_ANSWER = 'Check --url and that the app runs';
const TURN_ON = "Turn on the Function App's authentication (Entra) and set APP_AUTHENTICATION to entra";
const LET_THROUGH =
  "Let unauthenticated requests through in the Function App's authentication: the app refuses them itself";

const meShape = z.looseObject({ user: z.string() });
const problemShape = z.looseObject({ code: z.string(), detail: z.string() });

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Whether the app answers, and whether it believes a caller who only says who they are. */
export async function checkApp(
  url: string | undefined,
  authentication: Authentication | undefined,
): Promise<readonly Finding[]> {
  const noUrl = 'it cannot be asked: its address is not known';
  if (url === undefined) return [missing('app', noUrl, 'Say where it answers: --url https://…')];
  const isLocal = isOnThisMachine(url);
  const [health, me] = await Promise.all([
    ask(url, '/api/health'),
    ask(url, '/api/me', { [PRINCIPAL_HEADER]: FORGED_PRINCIPAL }),
  ]);
  return [healthOf(health), ...settingOf(authentication, isLocal), proofOf(me, isLocal)];
}

/** By an address that nobody else can reach. */
export function isOnThisMachine(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}

/** Undefined when there was no answer. A redirect is one: the platform's, to its login. */
async function ask(
  url: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<Answer | undefined> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const response = await fetch(new URL(path, url), { headers, redirect: 'manual', signal });
    const text = await response.text();
    return { status: response.status, body: parsed(text) };
  } catch {
    return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    const json: unknown = JSON.parse(text);
    return json;
  } catch {
    return undefined;
  }
}

function healthOf(answer: Answer | undefined): Finding {
  if (!answer) return missing('app', 'it does not answer', NO_ANSWER);
  const { status, body } = answer;
  if (status === 200) return fine('app', 'it answers, and its tables answer it');
  const problem = problemShape.safeParse(body);
  if (problem.data?.code === 'AuthenticationNotSet') return missing('app', problem.data.detail, TURN_ON);
  if (problem.data) return missing('app', problem.data.detail, `docs/errors.md, ${problem.data.code}`);
  const isLogin = status === 401 || (status >= 300 && status < 400);
  return missing('app', `/api/health answers ${status}`, isLogin ? LET_THROUGH : NO_ANSWER);
}

function settingOf(authentication: Authentication | undefined, isLocal: boolean): Finding[] {
  if (isLocal || !authentication || authentication.kind === 'entra') return [];
  return [
    missing('setting APP_AUTHENTICATION', 'it is not entra, and the app is not on this machine', TURN_ON),
  ];
}

function proofOf(answer: Answer | undefined, isLocal: boolean): Finding {
  const check = 'authentication';
  if (!answer) return missing(check, 'it cannot be proved: no answer', NO_ANSWER);
  const { status, body } = answer;
  if (status === 401 && problemShape.safeParse(body).data?.code === 'NotSignedIn') {
    return fine(check, `a forged ${PRINCIPAL_HEADER} is not believed`);
  }
  const me = meShape.safeParse(body);
  if (status !== 200 || !me.success) {
    return missing(
      check,
      `it cannot be proved: /api/me answers ${status}`,
      status === 403 ? TURN_ON : LET_THROUGH,
    );
  }
  if (me.data.user === FORGER) {
    const remedy = "Turn on the Function App's authentication, and let nothing past it to the app";
    return missing(check, `a forged ${PRINCIPAL_HEADER} is believed: anybody is Admin`, remedy);
  }
  if (isLocal)
    return fine(check, 'off, as it may be on this machine: everybody who reaches the app may do everything');
  return missing(check, 'off: everybody who reaches the app may do everything', TURN_ON);
}
