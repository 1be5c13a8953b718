// Before everything is taken away: says what goes and what stays. An older azd took every resource group in which a
// deployment had made something for its own, and the app's roles are assigned in those of fleets and clusters.
import { fail, needed } from './azureCli.mjs';
import { installedAzd, isAtLeast, wantedAzd } from './azdVersion.mjs';

const version = installedAzd();
const wanted = wantedAzd();
if (version === undefined || !isAtLeast(version, wanted)) {
  fail(
    `azd ${version ?? '(no version)'} may delete the resource groups of your FLEETS AND CLUSTERS. Nothing was deleted.\n` +
      `  Install azd ${wanted} or newer (https://aka.ms/azd-install), or delete the app's group only:\n` +
      `  az group delete --name rg-${needed('AZURE_ENV_NAME')} --subscription ${needed('AZURE_SUBSCRIPTION_ID')}`,
  );
}
console.log(
  `azd is to delete the resource group rg-${needed('AZURE_ENV_NAME')} and nothing else. Read its list: if it names the\n` +
    'resource group of a fleet or a cluster, answer no. docs/deploy.md says what stays, and how it is removed.',
);
