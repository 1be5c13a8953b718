import { CommanderError } from 'commander';
import { AppClient } from './api/appClient.ts';
import { tokensOf } from './api/tokens.ts';
import type { Given } from './command.ts';
import { complete } from './completion.ts';
import { CommandError, EXIT, type ExitCode } from './exitCodes.ts';
import { ALONE, NOUNS } from './nouns/nouns.ts';
import { COMMON_OPTIONS, PROGRAM, programOf, type Recognised } from './program.ts';
import { readSettings, type Environment } from './settings.ts';
import { runStep, type Carry } from './step/step.ts';
import { FORMATS, Printer } from './show/printer.ts';

/** Where a command line is carried out. */
interface Surroundings {
  readonly environment: Environment;
  readonly write: (text: string) => void;
}

const PROCESS: Surroundings = {
  environment: process.env,
  write: (text) => process.stdout.write(text),
};

/** Carries out one command line, and says how it ended. */
export async function runCommandLine(
  words: readonly string[],
  version: string,
  surroundings: Surroundings = PROCESS,
): Promise<ExitCode> {
  if (words[0] === '__complete') {
    const found = complete(NOUNS, ALONE, COMMON_OPTIONS, words.slice(1));
    process.stdout.write(found.map((word) => `${word}\n`).join(''));
    return EXIT.ok;
  }
  if (words[0] === '__step') {
    const carry: Carry = (its, environment, write) => runCommandLine(its, version, { environment, write });
    return await untilEnd(runStep(words.slice(1), surroundings.environment, carry), []);
  }
  let recognised: Recognised | undefined;
  const program = programOf(NOUNS, ALONE, version, (found) => {
    recognised = found;
  });
  try {
    program.parse(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.ok : EXIT.wrongUse;
  }
  if (recognised === undefined) return EXIT.wrongUse;
  const secrets = [recognised.options.one('token'), surroundings.environment['FLEET_UPDATES_TOKEN']];
  return await untilEnd(carryOut(recognised, surroundings), secrets);
}

async function untilEnd(
  work: Promise<ExitCode>,
  secrets: readonly (string | undefined)[],
): Promise<ExitCode> {
  try {
    return await work;
  } catch (error) {
    complain(error, secrets);
    return error instanceof CommandError ? error.exitCode : EXIT.error;
  }
}

async function carryOut(
  { command, args, options }: Recognised,
  { environment, write }: Surroundings,
): Promise<ExitCode> {
  const format = FORMATS.find((each) => each === options.one('output')) ?? 'table';
  const print = new Printer(
    format,
    (text) => write(`${text}\n`),
    (text) => process.stderr.write(`${text}\n`),
  );
  let client: AppClient | undefined;
  const call = {
    args,
    options,
    print,
    environment,
    /** Only what calls the app has to know where it is. */
    get api() {
      client ??= clientOf(options, environment);
      return client;
    },
  };
  return (await command.run(call)) ?? EXIT.ok;
}

function clientOf(options: Given, environment: Environment): AppClient {
  const [url, token, scope, config] = ['url', 'token', 'scope', 'config'].map((name) => options.one(name));
  const settings = readSettings({ url, token, scope, config }, environment);
  return new AppClient(settings, tokensOf(settings, environment));
}

/** In words, never a stack: who reads it did not write this. */
function complain(error: unknown, secrets: readonly (string | undefined)[]): void {
  const isKnown = error instanceof CommandError;
  const reason = error instanceof Error ? error.message : String(error);
  const words = isKnown ? reason : `Something went wrong in ${PROGRAM} itself: ${reason}`;
  process.stderr.write(`${withoutSecrets(words, secrets)}\n`);
}

function withoutSecrets(text: string, secrets: readonly (string | undefined)[]): string {
  return secrets.reduce<string>(
    (shown, secret) => (secret === undefined || secret === '' ? shown : shown.replaceAll(secret, '***')),
    text,
  );
}
