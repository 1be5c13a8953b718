#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

/** Of the package; set when it is built. */
declare const CLI_VERSION: string;

/** As `engines` of the package says. */
const LEAST_NODE = 22;

// Before anything is loaded: what asks for the version asks often, and waits for it.
const [first, ...others] = process.argv.slice(2);
const [major] = process.versions.node.split('.');
if (Number(major) < LEAST_NODE) {
  process.stderr.write(
    `fleet-updates needs Node ${LEAST_NODE} or newer; this is ${process.versions.node}.\n`,
  );
  process.exitCode = 1;
} else if (others.length === 0 && (first === '--version' || first === '-V'))
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
