// `npm run doctor -- --before-up`: checks before `azd up` what can be checked then, and says for each thing that is
// missing the command that mends it. Changes nothing.
import { accountFinding } from './account.mjs';
import { tryAz, tryAzd } from './azureCli.mjs';
import { installedAzd, isAtLeast, wantedAzd } from './azdVersion.mjs';
import { nameFindings } from './names.mjs';
import { nodeFindings } from './nodeRuntime.mjs';
import { providerFindings, registered } from './providers.mjs';
import { regionFindings } from './region.mjs';
import { rightsFindings } from './rights.mjs';
import { settingProblems, subscriptionsOf } from './settings.mjs';

/** Lists what Flex Consumption offers. */
const WANTED_AZ = '2.70.0';

const findings = examine();
if (process.argv.includes('--json')) console.log(JSON.stringify(findings, undefined, 2));
else console.log(findings.map(lineOf).join('\n'));
process.exitCode = findings.every(({ ok }) => ok) ? 0 : 1;

/** Each stage only when those before it found nothing: what follows from the first trouble tells nobody anything. */
function examine() {
  const tools = [azdFinding(), azFinding()];
  if (tools.some(({ ok }) => !ok)) return tools;
  const environment = { ...process.env, ...azdEnvironment() };
  const problems = settingProblems(environment);
  if (problems.length > 0) return [...tools, ...problems];
  const signedIn = [
    { check: 'settings', ok: true, detail: Object.keys(JSON.parse(environment.FLEETS)).join(', ') },
    azdSignIn(),
    accountFinding(environment.AZURE_SUBSCRIPTION_ID),
  ];
  if (signedIn.some(({ ok }) => !ok)) return [...tools, ...signedIn];
  const [own, ...others] = subscriptionsOf(environment);
  return [
    ...[...tools, ...signedIn],
    ...providerFindings(environment),
    ...others.flatMap((id) => registered(id, ['Microsoft.ContainerService'])),
    ...regionFindings(environment),
    ...nodeFindings(environment),
    ...rightsFindings([own, ...others], environment),
    ...nameFindings(environment),
  ];
}

function azdFinding() {
  return versionFinding(
    'azd',
    installedAzd(),
    wantedAzd(),
    'winget install microsoft.azd   # or https://aka.ms/azd-install',
  );
}

function azFinding() {
  const version = tryAz('version').value?.['azure-cli'];
  return versionFinding(
    'az',
    version,
    WANTED_AZ,
    version ? 'az upgrade' : 'winget install microsoft.azurecli   # or https://aka.ms/azure-cli',
  );
}

function versionFinding(check, version, least, remedy) {
  if (version === undefined) return { check, ok: false, detail: 'it is not installed', remedy };
  if (isAtLeast(version, least)) return { check, ok: true, detail: version };
  return { check, ok: false, detail: `it is ${version}, and must be ${least} or newer`, remedy };
}

function azdSignIn() {
  const check = 'azd';
  const { problem } = tryAzd('auth', 'login', '--check-status');
  if (problem === undefined) return { check, ok: true, detail: 'signed in' };
  return { check, ok: false, detail: 'it is not signed in', remedy: 'azd auth login' };
}

/** Lines of NAME="value", escaped as JSON is. None without an environment, which the settings then tell. */
function azdEnvironment() {
  const { stdout = '' } = tryAzd('env', 'get-values');
  const lines = [...stdout.matchAll(/^(\w+)=(".*")\s*$/gm)];
  return Object.fromEntries(lines.map(([, name, value]) => [name, JSON.parse(value)]));
}

function lineOf({ check, ok, detail, remedy }) {
  return ok ? `ok       ${check}: ${detail}` : `missing  ${check}: ${detail}.\n           ${remedy}`;
}
