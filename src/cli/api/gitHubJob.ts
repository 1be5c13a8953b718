import { CommandError, EXIT } from '../exitCodes.ts';
import type { Environment } from '../settings.ts';

/** Entra takes a foreign token as a proof of identity only when it was made for this. */
const AUDIENCE = 'api://AzureADTokenExchange';
const PATIENCE_MS = 30_000;

/** A job of GitHub Actions that may sign in as an identity which trusts it: without a secret. */
export interface GitHubJob {
  readonly tenantId: string;
  readonly clientId: string;
  /** GitHub's word for who this job is. It is short-lived, so it is asked for again with each sign-in. */
  readonly assertion: () => Promise<string>;
}

/** Undefined outside of GitHub Actions, without `id-token: write`, and where nobody said as whom to sign in. */
export function gitHubJob(environment: Environment): GitHubJob | undefined {
  const {
    ACTIONS_ID_TOKEN_REQUEST_URL: url,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: token,
    AZURE_CLIENT_ID: clientId,
    AZURE_TENANT_ID: tenantId,
  } = environment;
  if (!url || !token || !clientId || !tenantId) return undefined;
  return { tenantId, clientId, assertion: () => askGitHub(url, token) };
}

async function askGitHub(url: string, token: string): Promise<string> {
  const address = new URL(url);
  address.searchParams.set('audience', AUDIENCE);
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
  const response = await fetch(address, { headers, signal: AbortSignal.timeout(PATIENCE_MS) });
  const answer: unknown = response.ok ? await response.json() : undefined;
  if (typeof answer === 'object' && answer !== null && 'value' in answer && typeof answer.value === 'string')
    return answer.value;
  throw new CommandError(
    `GitHub gave this job no token (${response.status}). The job needs \`permissions: id-token: write\`.`,
    EXIT.notAllowed,
  );
}
