import { az } from './azureCli.mjs';

/** What trusts an identity of the same cloud in place of a secret; a token for another audience is refused. */
const AUDIENCES = {
  AzureUSGovernment: 'api://AzureADTokenExchangeUSGov',
  AzureChinaCloud: 'api://AzureADTokenExchangeChina',
};

/** Hosts of the cloud that the Azure CLI works in: those of sovereign clouds are others. */
export function cloud() {
  const { name, endpoints } = az('cloud', 'show');
  const withoutSlash = (url) => url.replace(/\/+$/, '');
  return {
    login: withoutSlash(endpoints.activeDirectory),
    graph: withoutSlash(endpoints.microsoftGraphResourceId),
    exchangeAudience: AUDIENCES[name] ?? 'api://AzureADTokenExchange',
  };
}
