import { z } from 'zod';
import { CommandError, EXIT, type ExitCode } from '../exitCodes.ts';

const problemShape = z.looseObject({
  title: z.string(),
  code: z.string().optional(),
  detail: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  findings: z.array(z.object({ severity: z.string(), code: z.string(), message: z.string() })).optional(),
});
type Problem = z.infer<typeof problemShape>;

/** What the app refused, in its own words. */
export class ProblemError extends CommandError {
  readonly status: number;
  readonly code: string | undefined;
  /** Of a body's fields, by JSON pointer. */
  readonly fields: readonly { readonly pointer: string; readonly detail: string }[];

  constructor(status: number, body: unknown) {
    const parsed = problemShape.safeParse(body);
    super(parsed.success ? wordsOf(parsed.data) : `The app answered ${status}.`, exitCodeOf(status));
    this.status = status;
    this.code = parsed.success ? parsed.data.code : undefined;
    this.fields = (parsed.success ? parsed.data.errors : undefined) ?? [];
  }
}

function wordsOf({ title, code, detail, errors = [], findings = [] }: Problem): string {
  const fields = errors
    .filter((error) => !(detail ?? '').includes(error.detail))
    .map((error) => `  ${error.pointer} ${error.detail}`);
  const found = findings.map(({ severity, code: kind, message }) => `  ${severity} ${kind}: ${message}`);
  const head = `${title}${code === undefined ? '' : ` (${code})`}.`;
  return [detail === undefined ? head : `${head} ${detail}`, ...fields, ...found].join('\n');
}

function exitCodeOf(status: number): ExitCode {
  if (status === 401 || status === 403) return EXIT.notAllowed;
  return status === 400 ? EXIT.wrongUse : EXIT.error;
}

/** Nobody answered for the app: it starts again, is being deployed, or the way there is broken. */
export class AwayError extends CommandError {}
