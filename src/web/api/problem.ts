import type { Finding } from './types.ts';

export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

/** What the API answered instead of what was asked: an RFC 9457 document, as far as it was one. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly errors: readonly FieldError[];
  readonly findings: readonly Finding[];

  constructor(status: number, body: unknown) {
    const read = asRecord(body);
    const title = textOf(read['title']) ?? `The app answered ${status}.`;
    super(textOf(read['detail']) ?? title);
    this.status = status;
    this.code = textOf(read['code']) ?? '';
    this.title = title;
    this.errors = listOf(read['errors'], isFieldError);
    this.findings = listOf(read['findings'], isFinding);
  }
}

/** The app did not answer: it restarts, or the network is gone. */
export class AwayError extends Error {
  override readonly name = 'AwayError';
  constructor() {
    super('Fleet Updates does not answer at the moment.');
  }
}

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

function listOf<T>(value: unknown, is: (item: unknown) => item is T): T[] {
  return Array.isArray(value) ? value.filter(is) : [];
}

function isFieldError(value: unknown): value is FieldError {
  const { pointer, detail } = asRecord(value);
  return typeof pointer === 'string' && typeof detail === 'string';
}

function isFinding(value: unknown): value is Finding {
  const { severity, code, message } = asRecord(value);
  return typeof severity === 'string' && typeof code === 'string' && typeof message === 'string';
}
