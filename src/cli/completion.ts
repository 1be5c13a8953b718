import type { Command, Noun, Option } from './command.ts';

/** What can stand where the last word is: nouns, verbs, options and their values. */
export function complete(
  nouns: readonly Noun[],
  alone: readonly Command[],
  common: readonly Option[],
  words: readonly string[],
): string[] {
  const before = words.slice(0, -1);
  const begun = words.at(-1) ?? '';
  return possible(nouns, alone, common, before, begun).filter((word) => word.startsWith(begun));
}

function possible(
  nouns: readonly Noun[],
  alone: readonly Command[],
  common: readonly Option[],
  before: readonly string[],
  begun: string,
): string[] {
  const noun = nouns.find(({ word }) => word === before[0]);
  const commands = noun ? noun.commands : alone;
  const word = noun ? before[1] : before[0];
  const command = commands.find(({ words }) => words.at(-1) === word);
  const options = [...(command?.options ?? []), ...common];
  const choices = options.find(({ flags }) => namesOf(flags).includes(before.at(-1) ?? ''))?.choices;
  if (choices) return [...choices];
  if (begun.startsWith('-')) return [...options.flatMap(({ flags }) => namesOf(flags)), '--help'];
  if (command) return [];
  const verbs = commands.map(({ words }) => words.at(-1) ?? '');
  return noun ? verbs : [...nouns.map((each) => each.word), ...verbs];
}

/** `-f, --file <path>` is `-f` and `--file`. */
function namesOf(flags: string): string[] {
  return flags.split(', ').map((flag) => flag.split(' ')[0] ?? '');
}

export const SHELLS = ['bash', 'zsh'] as const;

/** What a shell is to read to complete; files where the program knows nothing. */
export const COMPLETION_SCRIPTS: Readonly<Record<string, string>> = {
  bash: `_fleet_updates() {
  local IFS=$'\\n'
  COMPREPLY=($(fleet-updates __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _fleet_updates fleet-updates`,
  zsh: `#compdef fleet-updates
_fleet_updates() {
  local -a found
  found=("\${(@f)$(fleet-updates __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "$found" ]]; then compadd -a found; else _files; fi
}
compdef _fleet_updates fleet-updates`,
};
