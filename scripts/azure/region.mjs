import { tryAz } from './azureCli.mjs';

/** Whether the region offers Flex Consumption, and has room for one instance more; nothing where that is not told. */
export function regionFindings({ AZURE_LOCATION, AZURE_SUBSCRIPTION_ID, INSTANCE_MEMORY_MB }) {
  const { value: regions = [] } = tryAz(
    ...['functionapp', 'list-flexconsumption-locations', '--subscription', AZURE_SUBSCRIPTION_ID],
  );
  const names = regions.map(({ name }) => plain(name));
  if (names.length > 0 && !names.includes(plain(AZURE_LOCATION))) {
    const detail = `Flex Consumption is not offered in ${AZURE_LOCATION}`;
    return [
      {
        check: 'region',
        ok: false,
        detail,
        remedy: `azd env set AZURE_LOCATION <one of ${names.join(', ')}>`,
      },
    ];
  }
  const offered =
    names.length > 0
      ? [{ check: 'region', ok: true, detail: `${AZURE_LOCATION} offers Flex Consumption` }]
      : [];
  return [
    ...offered,
    ...quotaFindings(AZURE_SUBSCRIPTION_ID, AZURE_LOCATION, Number(INSTANCE_MEMORY_MB || 512)),
  ];
}

/** Flex Consumption counts the memory of all running instances of a subscription in a region. */
function quotaFindings(subscription, location, memory) {
  const place = `/subscriptions/${subscription}/providers/Microsoft.Web/locations/${location}`;
  const { value } = tryAz('rest', '--method', 'GET', '--url', `${place}/usages?api-version=2024-11-01`);
  const usage = value?.value?.find(({ name }) => /flex/i.test(`${name?.value} ${name?.localizedValue}`));
  if (usage === undefined) return [];
  const free = usage.limit - usage.currentValue;
  const detail = `${free} of ${usage.limit} MB of Flex Consumption are free in ${location}`;
  if (free >= memory) return [{ check: 'quota', ok: true, detail }];
  const remedy = `az support tickets create --help   # ask for more in ${location}; or: azd env set AZURE_LOCATION <another region>`;
  return [{ check: 'quota', ok: false, detail, remedy }];
}

function plain(region) {
  return region.toLowerCase().replaceAll(/[\s()]/g, '');
}
