// Before the infrastructure: refuses what would fail after ten minutes, or deploy an app that cannot start; then the
// app registration.
import { accountFinding } from './account.mjs';
import { fail, isThere } from './azureCli.mjs';
import { takeBackDeletedVault } from './deletedVault.mjs';
import { nodeFindings } from './nodeRuntime.mjs';
import { networkFindings } from './providers.mjs';
import { settingProblems } from './settings.mjs';

const environment = process.env;
refuse(settingProblems(environment));
if (isThere('az')) {
  refuse([accountFinding(environment.AZURE_SUBSCRIPTION_ID)]);
  refuse([...nodeFindings(environment), ...networkFindings(environment)]);
  takeBackDeletedVault(environment);
} else {
  console.log('The Azure CLI is not here: Node, providers and deleted vaults are not looked up.');
}
await import('./appRegistration.mjs');

function refuse(findings) {
  const wrong = findings.filter(({ ok }) => !ok);
  if (wrong.length === 0) return;
  fail(wrong.map(({ check, detail, remedy }) => `${check}: ${detail}.\n  ${remedy}`).join('\n'));
}
