import { isRestError, type PipelinePolicy, type PipelineResponse } from '@azure/core-rest-pipeline';
import { z } from 'zod';
import { DependencyError } from '../../domain/errors.ts';

const text = z.string().min(1).optional().catch(undefined);
const said = z.looseObject({ code: text, message: text, subcode: text });
/** ARM's error envelope (common types v5); proxies on the way answer with other bodies. */
const envelope = z.looseObject({ error: said });
/** AKS writes what it refuses itself without the envelope, and with these fields, which may be empty. */
const AKS_FIELDS = ['target', 'subcode', 'details'];

/** What the credentials throw when there is no token. It may be there in a while: the identity's endpoint fails too. */
const NO_TOKEN = new Set([
  'AggregateAuthenticationError',
  'AuthenticationError',
  'AuthenticationRequiredError',
  'CredentialUnavailableError',
]);

/** How core-lro words an operation that ended badly; code and words of ARM follow. */
const OPERATION_FAILED = /^The long-running operation has failed(?:\. (?<code>[^.\s]+)\. (?<said>.*))?$/s;

/**
 * Throws for every answer from 400 on, before the SDK looks at it: of an answer without a body, or with one that
 * is not ARM's, the SDK makes a TypeError.
 */
export const armErrorPolicy: PipelinePolicy = {
  name: 'armErrors',
  sendRequest: async (request, next) => {
    const response = await next(request);
    if (response.status >= 400) throw errorOf(response);
    return response;
  },
};

export function timeoutError(limitInMs: number): DependencyError {
  return new DependencyError('Timeout', `Azure did not answer within ${limitInMs / 1000} s.`, 0);
}

/** Awaits a call to Azure; what goes wrong there is a DependencyError that names the operation. */
export async function answered<T>(operation: string, call: () => PromiseLike<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const { code, message, status } = asDependencyError(error);
    throw new DependencyError(code, `${operation}: ${message}`, status, error);
  }
}

/** The same, with undefined for a 404 of the resource itself. */
export async function answeredOrAbsent<T>(
  operation: string,
  call: () => PromiseLike<T>,
): Promise<T | undefined> {
  try {
    return await answered(operation, call);
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

/** 404s that speak of something else than the resource; without ARM's envelope (`Http404`) it was not ARM at all. */
const NO_ABSENCE = new Set([
  'Http404',
  'InvalidResourceType',
  'ParentResourceNotFound',
  'SubscriptionNotFound',
]);

function isAbsence(error: unknown): boolean {
  return error instanceof DependencyError && error.status === 404 && !NO_ABSENCE.has(error.code);
}

/** The app may not look there. Azure hides a subscription from those who have no right in it. */
export function isNoAccess(error: unknown): boolean {
  if (!(error instanceof DependencyError)) return false;
  return error.status === 403 || error.code === 'SubscriptionNotFound';
}

/** What an Azure SDK threw, with ARM's own code and words; a fault of our own is thrown on. */
export function asDependencyError(error: unknown): DependencyError {
  if (error instanceof DependencyError) return error;
  if (!(error instanceof Error)) throw error;
  const { name, message } = error;
  if (name === 'AbortError' || name === 'TimeoutError') {
    return new DependencyError('Timeout', 'Azure took too long.', 0, error);
  }
  if (NO_TOKEN.has(name)) return new DependencyError('NoToken', `No token for Azure. ${message}`, 0, error);
  // An answer that broke off or cannot be parsed is no answer; the SDK's message then repeats all of it.
  if (isRestError(error)) {
    return new DependencyError(error.code ?? 'NoAnswer', `No answer: ${message.slice(0, 300)}`, 0, error);
  }
  const failed = OPERATION_FAILED.exec(message);
  if (failed) {
    const { code = 'OperationFailed', said = message } = failed.groups ?? {};
    // Azure did answer: the operation itself ended so, and asking again gives the same.
    return new DependencyError(code, said, 200, error);
  }
  if (message === 'Operation was canceled')
    return new DependencyError('OperationCanceled', message, 200, error);
  throw error;
}

function errorOf({ status, bodyAsText, request }: PipelineResponse): DependencyError {
  const { code, message, subcode } = readError(parseJson(bodyAsText), status);
  const words = message ?? `Azure answered ${status} without saying why.`;
  // The subcode names what the message is about, for example UpgradeBlockedOnDeprecatedAPIUsage.
  const about = subcode === undefined ? '' : ` (${subcode})`;
  return new DependencyError(
    code ?? `Http${status}`,
    `${words}${about}${hintFor(status, request.url)}`,
    status,
  );
}

function readError(body: unknown, status: number): Partial<z.infer<typeof said>> {
  const enveloped = envelope.safeParse(body).data?.error;
  if (enveloped) return enveloped;
  const flat = said.safeParse(body).data ?? {};
  // Anybody on the way may write a bare 404: only AKS's own says that a resource is gone.
  const isOfAks = AKS_FIELDS.some((field) => field in flat);
  return status === 404 && !isOfAks ? { message: flat.message } : flat;
}

/** ARM names the action and the scope; what an operator needs besides is the role. */
function hintFor(status: number, url: string): string {
  if (status === 401) return " ARM does not accept the token of the app's identity: check tenant and scope.";
  if (status !== 403) return '';
  const role = /\/fleets(\/|\?|$)/i.test(url)
    ? '"Azure Kubernetes Fleet Manager Contributor Role" on the fleet'
    : '"Reader" on the clusters';
  return ` The app's identity needs the role ${role}.`;
}

function parseJson(text: string | null | undefined): unknown {
  try {
    const parsed: unknown = JSON.parse(text ?? '');
    return parsed;
  } catch {
    return undefined;
  }
}
