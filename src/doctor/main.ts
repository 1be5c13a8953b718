import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { parseArgs } from 'node:util';
import { DefaultAzureCredential } from '@azure/identity';
import { examine } from './examine.ts';
import type { Finding } from './finding.ts';
import { readSettingsFile, type SettingsFile } from './settingsFile.ts';

const USAGE = `npm run doctor -- [--before-up | --settings FILE] [--url URL] [--json]
  --before-up      what "azd up" needs, for the environment that azd has selected; so, too, where azd has one
                   and there is nothing else to look at
  --settings FILE  app settings: a local.settings.json, or what "az functionapp config appsettings list" prints.
                   Without it: the environment where it has FLEETS, else what npm start left in STATE_DIR (.local)
  --url URL        where the app answers
  --json           the findings as one JSON document`;

/** How the process itself reaches the local system, beside what the app is told. */
const OF_THE_PROCESS = ['IDENTITY_ENDPOINT', 'IDENTITY_HEADER', 'NO_PROXY'];

const options = readOptions();
if (options.isBeforeUp) endWithReadiness(options.json);
const { settings, url } = options.file;
for (const name of OF_THE_PROCESS) {
  const value = settings[name];
  if (value !== undefined) process.env[name] = value;
}
const certificates = settings['NODE_EXTRA_CA_CERTS'];
if (certificates !== undefined && existsSync(certificates)) {
  setDefaultCACertificates([...getCACertificates('default'), readFileSync(certificates, 'utf8')]);
}

const findings = await examine({
  environment: settings,
  url: options.url ?? url,
  credential: new DefaultAzureCredential(),
});
console.log(options.json ? JSON.stringify(findings, undefined, 2) : findings.map(lineOf).join('\n'));
process.exitCode = findings.every(({ ok }) => ok) ? 0 : 1;

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        settings: { type: 'string' },
        url: { type: 'string' },
        json: { type: 'boolean', default: false },
        'before-up': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    if (values.url !== undefined && !URL.canParse(values.url))
      throw new Error(`--url ${values.url} is no URL.`);
    const isBeforeUp = values['before-up'] || (values.settings === undefined && knowsOnlyAzd());
    return { ...values, isBeforeUp, file: settingsOf(values.settings) };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(2);
  }
}

/** Nothing was started here and no settings were given, but azd has an environment: the question is what `azd up` will need. */
function knowsOnlyAzd(): boolean {
  if (process.env['FLEETS'] !== undefined || existsSync(ofStart())) return false;
  return spawnSync('azd', ['env', 'get-values'], { shell: process.platform === 'win32' }).status === 0;
}

function ofStart(): string {
  return join(process.env['STATE_DIR'] ?? '.local', 'settings.json');
}

/** The same checks are hooks of azd's, which run without an installation: they are scripts of their own. */
function endWithReadiness(asJson: boolean): never {
  const args = ['scripts/azure/readiness.mjs', ...(asJson ? ['--json'] : [])];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  process.exit(status ?? 1);
}

function settingsOf(path: string | undefined): SettingsFile {
  if (path !== undefined) return readSettingsFile(path);
  if (process.env['FLEETS'] === undefined && existsSync(ofStart())) return readSettingsFile(ofStart());
  return { settings: process.env, url: undefined };
}

function lineOf(finding: Finding): string {
  const { check, detail } = finding;
  return finding.ok
    ? `ok       ${check}: ${detail}`
    : `missing  ${check}: ${detail.replace(/\.$/, '')}. ${finding.remedy}.`;
}
