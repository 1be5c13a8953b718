#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

/** Of the package; set when it is built. */
declare const CLI_VERSION: string;

// Before anything is loaded: what asks for the version asks often, and waits for it.
const [first, ...others] = process.argv.slice(2);
if (others.length === 0 && (first === '--version' || first === '-V'))
  process.stdout.write(`${CLI_VERSION}\n`);
else void run();

async function run(): Promise<void> {
  // The second call need not compile what the first did.
  enableCompileCache();
  // Whoever reads no further, such as `head`, has what they want.
  process.stdout.on('error', () => process.exit());
  const { runCommandLine } = await import('./commandLine.ts');
  process.exitCode = await runCommandLine(process.argv.slice(2), CLI_VERSION);
}
