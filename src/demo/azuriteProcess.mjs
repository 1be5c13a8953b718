// Azurite as a child process that saves and ends when its parent is gone, however that ended.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { lockState } from './stateLock.ts';

const require = createRequire(import.meta.url);
const Loki = require(
  require.resolve('lokijs', { paths: [require.resolve('azurite/dist/src/table/main.js')] }),
);

// Azurite writes what changed to disk every five seconds; so much would be lost if everything is killed at once.
const configureOptions = Loki.prototype.configureOptions;
Loki.prototype.configureOptions = function (options, initial) {
  configureOptions.call(this, { ...options, autosaveInterval: 250 }, initial);
};

// One whose parent was killed still saves: the next must not read the folder before that is over.
const folder = process.argv[process.argv.indexOf('--location') + 1];
if (process.argv.includes('--location')) {
  const lock = lockState(join(folder, 'lock.sqlite'), 10_000);
  process.once('exit', () => lock.release());
}

// Azurite ends by having nothing left to do: the channel must not count as something.
process.channel?.unref();
process.on('disconnect', () => process.kill(process.pid, 'SIGINT'));
require('azurite/dist/src/table/main.js');
