/**
 * Every code that the API or a run shows, with its HTTP status where it answers a request and what to do.
 * `docs/errors.md` has a row for each; a test compares the two.
 */
export const ERROR_CODES = {
  InvalidRequest: { status: 400, title: 'The request is not valid' },
  MalformedJson: { status: 400, title: 'The body is not valid JSON' },
  PlanRefused: { status: 422, title: 'The plan has errors' },
  UnknownScope: { status: 422, title: 'The run has no such stage or group' },
  VersionsNotProven: { status: 422, title: 'The other run has no proven versions' },
  SignatureRefused: { status: 401, title: 'The signature is missing or not valid' },
  NotSignedIn: { status: 401, title: 'You are not signed in' },
  NotAllowed: { status: 403, title: 'You do not have the role for this' },
  CrossSiteRefused: { status: 403, title: 'The request comes from a page of another site' },
  AuthenticationNotSet: { status: 403, title: 'Sign-in is not set up' },
  NotFound: { status: 404, title: 'There is no such resource' },
  UnknownStrategy: { status: 400, title: 'There is no such strategy' },
  UnknownRun: { status: 400, title: 'There is no such run' },
  UnknownFleet: { status: 400, title: 'The settings name no such fleet' },
  UnknownMember: { status: 400, title: 'The fleet has no such member' },
  AlreadyExists: { status: 409, title: 'The name is taken' },
  InvalidState: { status: 409, title: 'The state does not allow it' },
  PreconditionFailed: { status: 412, title: 'It has changed since you read it' },
  MethodNotAllowed: { status: 405, title: 'The path does not take this method' },
  PayloadTooLarge: { status: 413, title: 'The body is too large' },
  UnsupportedMediaType: { status: 415, title: 'The body is not JSON' },
  DependencyFailed: { status: 502, title: 'Azure refused' },
  DependencyUnavailable: { status: 503, title: 'Azure does not answer' },
  UnreadableRow: { status: 500, title: 'A stored row cannot be read' },
  InternalError: { status: 500, title: 'A fault of the app' },
  UpgradeFailed: { title: 'The upgrade of a member failed' },
  TooManyFailures: { title: 'More members failed than the limits of the run tolerate' },
  GateFailed: { title: 'A gate was rejected, has expired or failed' },
  ClusterBusy: { title: 'AKS was at work on the cluster for longer than the run waits' },
  LeftOutByFleet: { title: 'Fleet Manager ended without updating the member' },
  FleetRunGone: { title: 'The Fleet run was deleted by somebody else' },
  FleetRunConflict: { title: 'A Fleet run of our name has other content' },
  FleetRunRefused: { title: 'Fleet Manager refused the Fleet run' },
  FleetRunNotFound: { title: 'Fleet Manager does not find a Fleet run that it lists' },
  StateUnknown: { title: 'The run was abandoned while the member was being updated' },
  OrchestrationLost: { title: 'The orchestration of the run was lost again and again' },
  RefusedByPlan: { title: 'The plan had errors when the run started' },
} as const satisfies Record<string, { status?: number; title: string }>;

export type ErrorCode = keyof typeof ERROR_CODES;

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_CODES, code);
}

/** An error of our own to be shown on a run: its code has its row in `docs/errors.md`. ARM's codes pass as they are. */
export function ourError(
  code: ErrorCode,
  message: string,
): { readonly code: ErrorCode; readonly message: string } {
  return { code, message };
}

/** Something wrong with one field of a request. */
export interface FieldError {
  /** JSON pointer into the body, or `?name` for a query parameter. */
  readonly pointer: string;
  readonly detail: string;
}

/** An answer that is no success. `detail` says what happened and what to do. */
export class FleetUpdatesError extends Error {
  override readonly name = 'FleetUpdatesError';
  readonly code: ErrorCode;
  readonly errors: readonly FieldError[];
  /** Further members of the problem document, such as findings. */
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    detail: string,
    more: {
      errors?: readonly FieldError[];
      extensions?: Readonly<Record<string, unknown>>;
      cause?: unknown;
    } = {},
  ) {
    super(detail, { cause: more.cause });
    this.code = code;
    this.errors = more.errors ?? [];
    this.extensions = more.extensions ?? {};
  }
}

/** Each field and what is wrong with it, as one text. */
export const fieldErrorsText = (errors: readonly FieldError[]): string =>
  errors.map(({ pointer, detail }) => `${pointer || 'The body'} ${detail}.`).join(' ');

/** The refusal of a request for what is wrong with its fields. */
export function invalidRequest(...errors: readonly FieldError[]): FleetUpdatesError {
  return new FleetUpdatesError('InvalidRequest', fieldErrorsText(errors), { errors });
}

/** An error as code and words, whatever was thrown: what a failed round leaves for whoever looks. */
export function asErrorDetail(error: unknown): { readonly code: string; readonly message: string } {
  if (!(error instanceof Error)) return { code: 'InternalError', message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'InternalError';
  return { code, message: error.message };
}

/** Azure answered with an error, or not at all. */
export class DependencyError extends Error {
  override readonly name = 'DependencyError';
  /** ARM's or Storage's own code, for example `AuthorizationFailed`. */
  readonly code: string;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** True when trying again in a while may help. */
  readonly retryable: boolean;

  constructor(code: string, message: string, status: number, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.status = status;
    this.retryable = status === 0 || status === 408 || status === 429 || status >= 500;
  }
}

/** A row that somebody else wrote, or that a later release of ours wrote which this one cannot read. */
export class CorruptRowError extends Error {
  override readonly name = 'CorruptRowError';
  readonly code = 'UnreadableRow';
  readonly table: string;
  /** Partition and row key. */
  readonly row: string;
  readonly reason: string;

  constructor(
    table: string,
    { partitionKey, rowKey }: { readonly partitionKey: string; readonly rowKey: string },
    reason: string,
    cause?: unknown,
  ) {
    super(`Row ${partitionKey} / ${rowKey} of table ${table} cannot be read: ${reason}`, { cause });
    this.table = table;
    this.row = `${partitionKey} / ${rowKey}`;
    this.reason = reason;
  }
}
