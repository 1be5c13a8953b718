/** Of the package; set when it is built. */
declare const CLI_VERSION: string;

/** What a runner calls, which gives no arguments: the step of a pipeline. */
async function run(): Promise<void> {
  const { runCommandLine } = await import('../commandLine.ts');
  process.exitCode = await runCommandLine(['__step', ...process.argv.slice(2)], CLI_VERSION);
}

void run();
