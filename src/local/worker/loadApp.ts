import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';
import { z } from 'zod';
import type { AppTime } from './appTime.ts';
import type { Core } from './core.ts';

const packageShape = z.looseObject({ main: z.string() });

/**
 * Evaluates the app's bundle (`main` of its package.json) with the core module, settings and time of this host.
 * Each call gives it SDK copies of its own, so that several hosts can run in one process. Throws when the app
 * cannot be loaded or registers nothing: in Azure that would be a warning and an app without functions.
 */
export async function loadApp(
  appDirectory: string,
  core: Core,
  settings: Readonly<Record<string, string>>,
  time: AppTime,
): Promise<void> {
  const { main } = packageShape.parse(JSON.parse(readFileSync(join(appDirectory, 'package.json'), 'utf8')));
  const file = join(appDirectory, main);
  const injected = { ...time.globals(), process: processWith(settings) };
  const module = { exports: {} };
  const given = {
    ...{ exports: module.exports, module, require: requireOf(file, core, injected.process) },
    ...{ __filename: file, __dirname: dirname(file), ...injected },
  };
  const evaluate = compileFunction(readFileSync(file, 'utf8'), Object.keys(given), { filename: file });
  Reflect.apply(evaluate, undefined, Object.values(given));
  await runHooks(core, 'appStart', { hookData: {}, appHookData: {}, functionAppDirectory: appDirectory });
  if (!core.model || core.functions.length === 0) throw new Error(`${file} registered no function.`);
  const capabilities = await core.model.getCapabilities({});
  if (capabilities['HttpUri'] !== undefined) throw new Error('The local host does not do HTTP streaming.');
  core.close();
}

export async function runHooks(core: Core, name: string, context: object): Promise<void> {
  for (const hook of core.hooks.get(name) ?? []) await hook(context);
}

/** The real process with the settings for its environment; PATH and HOME are for tools such as `az`. */
function processWith(settings: Readonly<Record<string, string>>): object {
  const { PATH, HOME } = process.env;
  const env = { ...(PATH !== undefined && { PATH }), ...(HOME !== undefined && { HOME }), ...settings };
  const facade = { env };
  Object.setPrototypeOf(facade, process);
  return facade;
}

function requireOf(file: string, core: Core, facade: object): (id: string) => unknown {
  const require = createRequire(file);
  return (id) => {
    if (id === '@azure/functions-core') return core.api;
    if (id === 'process' || id === 'node:process') return facade;
    const found: unknown = require(id);
    return found;
  };
}
