import { Argument as ParserArgument, Command as Parser, Option as ParserOption } from 'commander';
import type { Argument, Command, Given, Noun, Option } from './command.ts';
import { FORMATS } from './show/printer.ts';

export const PROGRAM = 'fleet-updates';

/** What every command takes. */
export const COMMON_OPTIONS: readonly Option[] = [
  { flags: '-o, --output <format>', about: 'how to show what is answered', choices: FORMATS },
  { flags: '--url <url>', about: 'where the app is (FLEET_UPDATES_URL, or url in fleet-updates.yaml)' },
  {
    flags: '--scope <scope>',
    about: 'what to sign in for (FLEET_UPDATES_SCOPE, or scope in the file); the app says it',
  },
  {
    flags: '--token <token>',
    about: 'a token of your own; better FLEET_UPDATES_TOKEN, which no list of processes shows',
  },
  { flags: '--config <file>', about: 'instead of fleet-updates.yaml (FLEET_UPDATES_CONFIG)' },
];

/** A command that was recognised, with what it was given. */
export interface Recognised {
  readonly command: Command;
  readonly args: Given;
  readonly options: Given;
}

/** The parser with its help, made from the table of commands. `found` is told what was called. */
export function programOf(
  nouns: readonly Noun[],
  alone: readonly Command[],
  version: string,
  found: (recognised: Recognised) => void,
): Parser {
  const program = new Parser(PROGRAM)
    .description('Rolls updates through fleets of AKS clusters, from a terminal or a pipeline.')
    .version(version, '-V, --version', 'show the version')
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .addHelpText(
      'after',
      examples(['runs list', 'plan -f run.yaml -o markdown', 'runs create -f run.yaml --start --wait']),
    );
  for (const option of COMMON_OPTIONS) program.addOption(optionOf(option));
  for (const { word, summary, commands } of nouns) {
    const noun = program.command(word).description(summary);
    noun.addHelpText('after', examples(commands.flatMap((command) => command.examples.slice(0, 1))));
    for (const command of commands) addCommand(noun, command, found);
  }
  for (const command of alone) addCommand(program, command, found);
  return program;
}

function addCommand(parent: Parser, command: Command, found: (recognised: Recognised) => void): void {
  const { words, summary, args = [], options = [] } = command;
  const parser = parent.command(words.at(-1) ?? '').description(summary);
  for (const argument of args) parser.addArgument(argumentOf(argument));
  for (const option of options) parser.addOption(optionOf(option));
  parser.addHelpText('after', examples(command.examples));
  parser.action(() => {
    const given = Object.fromEntries(args.map(({ name }, at) => [name, parser.processedArgs[at]]));
    found({ command, args: new GivenValues(given), options: new GivenValues(parser.optsWithGlobals()) });
  });
}

function argumentOf({ name, about, optional, many, choices }: Argument): ParserArgument {
  const word = `${name}${many ? '...' : ''}`;
  const argument = new ParserArgument(optional ? `[${word}]` : `<${word}>`, about);
  return choices ? argument.choices(choices) : argument;
}

function optionOf({ flags, about, many, choices, required }: Option): ParserOption {
  const option = new ParserOption(flags, about);
  option.makeOptionMandatory(required === true);
  if (choices) option.choices(choices);
  if (many) option.argParser(collected);
  return option;
}

function examples(lines: readonly string[]): string {
  const heading = lines.length === 1 ? 'Example' : 'Examples';
  return `\n${heading}:\n${lines.map((line) => `  ${PROGRAM} ${line}`).join('\n')}`;
}

class GivenValues implements Given {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values;
  }

  one(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === 'string' ? value : undefined;
  }

  needed(name: string): string {
    const value = this.one(name);
    if (value === undefined)
      throw new Error(`${name} is not there, though the parser takes no call without it.`);
    return value;
  }

  all(name: string): readonly string[] {
    const value = this.#values[name];
    return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
  }

  is(name: string): boolean {
    return this.#values[name] === true;
  }

  isOff(name: string): boolean {
    return this.#values[name] === false;
  }
}

/** The parser hands on what it has of the option so far: nothing, the first time. */
function collected(value: string, before: unknown): string[] {
  return [...(Array.isArray(before) ? before.map(String) : []), value];
}
