import { remember, tryAz } from './azureCli.mjs';

/**
 * After `azd down` the Key Vault is only marked as deleted, for 90 days, and cannot be purged; its name, which follows
 * from the environment's, is taken as long. It is then taken back, with the secrets in it.
 */
export function takeBackDeletedVault({ AZURE_ENV_NAME, AZURE_LOCATION, AZURE_SUBSCRIPTION_ID }) {
  const { value: deleted = [], problem } = tryAz(
    ...['keyvault', 'list-deleted', '--resource-type', 'vault', '--subscription', AZURE_SUBSCRIPTION_ID],
  );
  if (problem !== undefined) console.log(`Deleted vaults cannot be listed: ${problem.trim()}`);
  const group = `/resourcegroups/rg-${AZURE_ENV_NAME}/`.toLowerCase();
  const ours = deleted.find(
    ({ properties }) =>
      properties.vaultId.toLowerCase().includes(group) &&
      /\/kv-fu-[^/]+$/.test(properties.vaultId) &&
      plain(properties.location) === plain(AZURE_LOCATION),
  );
  // Each time: a vault that is there must not be taken back a second time.
  remember('RECOVER_VAULT', String(ours !== undefined));
  if (ours) console.log(`The deleted Key Vault ${ours.name} is taken back, with its secrets.`);
}

/** A region by its name and by its display name. */
function plain(location) {
  return location.toLowerCase().replaceAll(' ', '');
}
