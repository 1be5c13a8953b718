import type { TokenCredential } from '@azure/identity';
import { CommandError, EXIT } from '../exitCodes.ts';
import type { Environment, Settings } from '../settings.ts';
import { gitHubJob } from './gitHubJob.ts';

/** Where the tokens for the app come from. */
export interface Tokens {
  /** What to send with a call; undefined while nobody knows what to sign in for. */
  known(): Promise<string | undefined>;
  /** After a 401: a new one, for the scope that `WWW-Authenticate` names; undefined when there is no other. */
  renewed(challenge: string): Promise<string | undefined>;
}

/** A token that was given, or those of whoever is signed in on this machine. */
export function tokensOf(settings: Settings, environment: Environment): Tokens {
  const { token } = settings;
  if (token !== undefined) {
    return { known: () => Promise.resolve(token), renewed: () => Promise.resolve(undefined) };
  }
  return signedIn(settings.scope, environment);
}

function signedIn(configured: string | undefined, environment: Environment): Tokens {
  let scope = configured;
  let credential: TokenCredential | undefined;
  const ask = async () => {
    if (scope === undefined) return undefined;
    credential ??= await credentialOf(environment);
    return await tokenOf(credential, scope);
  };
  return {
    known: ask,
    renewed: async (challenge) => {
      // What a credential keeps may be the very token that was refused.
      credential = undefined;
      scope ??= scopeIn(challenge);
      return await ask();
    },
  };
}

function scopeIn(challenge: string): string | undefined {
  return /\bscope="([^"]+)"/.exec(challenge)?.[1];
}

/** The Azure libraries are large: only who signs in by them loads them. */
async function credentialOf(environment: Environment): Promise<TokenCredential> {
  const {
    AzureCliCredential,
    ChainedTokenCredential,
    ClientAssertionCredential,
    EnvironmentCredential,
    WorkloadIdentityCredential,
  } = await import('@azure/identity');
  const federated = environment['AZURE_FEDERATED_TOKEN_FILE'] !== undefined;
  const job = gitHubJob(environment);
  return new ChainedTokenCredential(
    new EnvironmentCredential(),
    ...(federated ? [new WorkloadIdentityCredential()] : []),
    ...(job ? [new ClientAssertionCredential(job.tenantId, job.clientId, job.assertion)] : []),
    new AzureCliCredential(),
  );
}

async function tokenOf(credential: TokenCredential, scope: string): Promise<string> {
  try {
    const token = await credential.getToken(scope);
    if (token !== null) return token.token;
  } catch (error) {
    throw new CommandError(notSignedIn(scope, error), EXIT.notAllowed);
  }
  throw new CommandError(notSignedIn(scope, undefined), EXIT.notAllowed);
}

function notSignedIn(scope: string, error: unknown): string {
  const reason = error instanceof Error ? `\n${error.message}` : '';
  return `Nobody is signed in for ${scope}. Run \`az login\`, or give a token by FLEET_UPDATES_TOKEN.${reason}`;
}
