/** What a pipeline can tell an end by (docs/cli.md). */
export const EXIT = {
  ok: 0,
  error: 1,
  wrongUse: 2,
  failed: 3,
  stopped: 4,
  waitsForGate: 5,
  membersLeft: 6,
  notAllowed: 7,
  timeout: 124,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What ends a command with words for its user, and no stack. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode = EXIT.error) {
    super(message);
    this.exitCode = exitCode;
  }
}

export function wrongUse(message: string): CommandError {
  return new CommandError(message, EXIT.wrongUse);
}
