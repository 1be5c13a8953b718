import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { dirname, join } from 'node:path';
import { compileFunction, constants } from 'node:vm';
import { z } from 'zod';
import type { AppGlobals } from './appGlobals.ts';
import type { AppProgress } from './appProgress.ts';
import { NO_STREAMING, type Core } from './core.ts';

const packageShape = z.looseObject({ main: z.string() });

/**
 * Evaluates the app's bundle (`main` of its package.json, one CommonJS file) with the core module and globals of this
 * host. Each call gives it SDK copies of its own, so that several hosts can run in one process. Throws when the app
 * cannot be loaded or registers nothing: in Azure that would be a warning and an app without functions.
 */
export async function loadApp(
  appDirectory: string,
  core: Core,
  globals: AppGlobals,
  progress: AppProgress,
): Promise<void> {
  const file = mainOf(appDirectory);
  const module = { exports: {} };
  const given = {
    exports: module.exports,
    require: requireOf(file, core, globals),
    module,
    __filename: file,
    __dirname: dirname(file),
    ...globals,
  };
  const evaluate = compileFunction(readFileSync(file, 'utf8'), Object.keys(given), {
    filename: file,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const context = { hookData: {}, functionAppDirectory: appDirectory };
  await progress.outside(async () => {
    Reflect.apply(evaluate, module.exports, Object.values(given));
    await core.hooks.run('appStart', context);
  });
  if (!core.model || core.functions.length === 0) {
    throw new Error(
      `${file} registered no function. It must have "@azure/functions" in the bundle and call it.`,
    );
  }
  const capabilities = await core.model.getCapabilities({});
  if (capabilities['HttpUri'] !== undefined) {
    throw new Error(NO_STREAMING);
  }
  core.close();
}

function mainOf(appDirectory: string): string {
  const manifest = join(appDirectory, 'package.json');
  const read = packageShape.safeParse(JSON.parse(readFileSync(manifest, 'utf8')));
  if (!read.success) throw new Error(`${manifest} has no "main": the local host does not know what to load.`);
  const file = join(appDirectory, read.data.main);
  if (file.endsWith('.mjs'))
    throw new Error(`${file} is an ES module; the local host loads CommonJS bundles.`);
  if (!existsSync(file))
    throw new Error(`${file} ("main" of ${manifest}) does not exist. Has the app been built?`);
  return file;
}

/** The real require but for what belongs to the host. */
function requireOf(file: string, core: Core, globals: AppGlobals): (id: string) => unknown {
  // Not by import: test runners replace it by a require of their own, which evaluates modules in their own way.
  const require = process.getBuiltinModule('node:module').createRequire(file);
  const { process: facade, Date: _date, ...timers } = globals;
  return (id) => {
    switch (id.replace(/^node:/, '')) {
      case '@azure/functions-core':
        return core.api;
      case 'process':
        return facade;
      case 'timers':
        return { ...process.getBuiltinModule('node:timers'), ...timers };
      case 'timers/promises':
        throw new Error(`The app requires '${id}', whose timers would not follow the host's clock.`);
    }
    const found: unknown = require(id);
    return found;
  };
}
