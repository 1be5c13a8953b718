import { tryAz } from './azureCli.mjs';

/** Default of infra/main.bicepparam: the newest that Azure was known to offer everywhere when this was written. */
const DEFAULT = '22';

/** Whether Flex Consumption offers the app's Node in its region; a finding, none where that cannot be asked. */
export function nodeFindings({ APP_NODE_VERSION, AZURE_LOCATION: location, AZURE_SUBSCRIPTION_ID }) {
  const check = 'Node';
  const wanted = APP_NODE_VERSION || DEFAULT;
  const { value: offered = [] } = tryAz(
    ...['functionapp', 'list-flexconsumption-runtimes', '--location', location, '--runtime', 'node'],
    ...['--subscription', AZURE_SUBSCRIPTION_ID],
  );
  const versions = offered.map(({ version }) => String(version).split('.')[0]);
  if (versions.length === 0) return [];
  if (versions.includes(wanted))
    return [{ check, ok: true, detail: `Flex Consumption offers ${wanted} in ${location}` }];
  const other = ['24', '22'].find((version) => versions.includes(version));
  const detail = `Flex Consumption offers ${versions.join(', ')} in ${location}, and not ${wanted}`;
  const remedy =
    other === undefined
      ? 'azd env set AZURE_LOCATION <another region>'
      : `azd env set APP_NODE_VERSION ${other}`;
  return [{ check, ok: false, detail, remedy }];
}
