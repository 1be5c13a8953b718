import { dirname } from 'node:path';
import { StartRefused } from './startOptions.ts';
import { StateInUse } from './stateLock.ts';

/** What hindered a start, as one line for its user; an error that nobody foresaw is returned as it is. */
export function refusalOf(
  error: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): unknown {
  if (error instanceof StartRefused) return error;
  if (error instanceof StateInUse) {
    const process = error.pid === undefined ? 'another process' : `process ${error.pid}`;
    return new StartRefused(
      `The state in ${dirname(error.file)} is in use by ${process}: end that system first, or set STATE_DIR to another folder.`,
    );
  }
  // What this project throws as a plain Error is worded for its reader; what the language throws is a fault in the code.
  if (error instanceof Error && error.name === 'Error' && !('code' in error))
    return new StartRefused(error.message);
  if (!(error instanceof Error) || !('code' in error)) return error;
  if ('syscall' in error && error.syscall === 'listen') return portRefusal(error, environment);
  if (typeof error.code === 'string' && error.code in PLACE_TROUBLES)
    return new StartRefused(`STATE_DIR cannot be used: ${error.message}.`);
  return error;
}

/** Of a folder that cannot be made or written. */
const PLACE_TROUBLES = {
  EACCES: true,
  EEXIST: true,
  ENOSPC: true,
  ENOTDIR: true,
  EPERM: true,
  EROFS: true,
  ERR_SQLITE_ERROR: true,
};

function portRefusal(
  error: Error & { readonly code: unknown },
  environment: Readonly<Record<string, string | undefined>>,
): StartRefused {
  const port = 'port' in error ? String(error.port) : '';
  const name = port === environment['SIMULATOR_PORT'] ? 'SIMULATOR_PORT' : 'PORT';
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartRefused(
        `Port ${port} is in use: end what listens there, or set ${name} to another one.`,
      );
    case 'EACCES':
      return new StartRefused(`Port ${port} may not be opened by this user: set ${name} to one above 1023.`);
    default:
      return new StartRefused(`Port ${port} cannot be opened: ${error.message}.`);
  }
}
