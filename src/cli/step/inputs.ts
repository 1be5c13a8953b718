import { wrongUse } from '../exitCodes.ts';
import type { Environment } from '../settings.ts';

/** What a step was given, by the names of `action.yml`. What is empty was not given. */
export class Inputs {
  readonly #environment: Environment;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** GitHub says `INPUT_<NAME>`. The tasks of Azure Pipelines take every `INPUT_` for theirs and out of the environment. */
  one(name: string): string | undefined {
    const upper = name.toUpperCase();
    const said =
      this.#environment[`INPUT_${upper}`] ??
      this.#environment[`FLEET_UPDATES_INPUT_${upper.replaceAll('-', '_')}`];
    const text = said?.trim();
    return text === '' ? undefined : text;
  }

  /** YAML's words: `true` in GitHub, `True` in Azure Pipelines. */
  is(name: string, otherwise = false): boolean {
    const said = this.one(name)?.toLowerCase();
    if (said === undefined) return otherwise;
    if (said === 'true' || said === 'false') return said === 'true';
    throw wrongUse(`${name} is true or false, not ${said}.`);
  }

  /** `--<name>=<value>` of those that were given: a value that begins with a dash stays a value. */
  asOptions(names: readonly string[]): string[] {
    return names.flatMap((name) => {
      const value = this.one(name);
      return value === undefined ? [] : [`--${name}=${value}`];
    });
  }
}
