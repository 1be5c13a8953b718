import type { AppClient } from './api/appClient.ts';
import type { ExitCode } from './exitCodes.ts';
import type { Printer } from './show/printer.ts';
import type { Environment } from './settings.ts';

export interface Argument {
  readonly name: string;
  readonly about: string;
  readonly optional?: true;
  /** Takes all that follow. */
  readonly many?: true;
  readonly choices?: readonly string[];
}

export interface Option {
  /** As the help shows them: `-f, --file <path>`. */
  readonly flags: string;
  readonly about: string;
  /** May be given more than once. */
  readonly many?: true;
  readonly choices?: readonly string[];
  readonly required?: true;
}

/** What a command was called with. */
export interface Invocation {
  readonly args: Given;
  readonly options: Given;
  readonly api: AppClient;
  readonly print: Printer;
  readonly environment: Environment;
}

/** Arguments or options by name, read by what they should be. */
export interface Given {
  one(name: string): string | undefined;
  /** As `one`, for what the parser has made sure of. */
  needed(name: string): string;
  all(name: string): readonly string[];
  is(name: string): boolean;
  /** `--no-<name>` was said. */
  isOff(name: string): boolean;
}

/** A noun and a verb, as data: the program, its help and its completion are made from these. */
export interface Command {
  readonly words: readonly string[];
  readonly summary: string;
  /** Of the API's OpenAPI document; a test compares them all with it. */
  readonly operations: readonly string[];
  readonly args?: readonly Argument[];
  readonly options?: readonly Option[];
  /** Without the name of the program. */
  readonly examples: readonly string[];
  readonly run: (call: Invocation) => Promise<ExitCode | undefined>;
}

/** What stands above the commands of a noun. */
export interface Noun {
  readonly word: string;
  readonly summary: string;
  readonly commands: readonly Command[];
}
