// After the infrastructure: sign-in, the topics of releases, and rights that are left over.
import { accountFinding } from './account.mjs';
import { fail, isThere, needed } from './azureCli.mjs';
import { tellLeftRights } from './leftRights.mjs';

if (!isThere('az')) {
  fail(
    'The Azure CLI is not here. Sign-in is not set up: install it, az login, and azd hooks run postprovision.',
  );
}
const { ok, detail, remedy } = accountFinding(needed('AZURE_SUBSCRIPTION_ID'));
if (!ok) fail(`Azure CLI: ${detail}.\n  ${remedy}\n  azd hooks run postprovision`);
await import('./signInWithoutSecret.mjs');
await import('./releaseTopics.mjs');
tellLeftRights(process.env);
