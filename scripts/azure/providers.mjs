import { tryAz } from './azureCli.mjs';

/** What the templates make, by the provider that must be registered in the app's subscription for it. */
const ALWAYS = [
  'Microsoft.Web',
  'Microsoft.Storage',
  'Microsoft.KeyVault',
  'Microsoft.ManagedIdentity',
  'Microsoft.OperationalInsights',
  'Microsoft.Insights',
];

/** The subnet of a Flex Consumption app is delegated to Microsoft.App, which nothing else here uses. */
const FOR_A_NETWORK = ['Microsoft.App', 'Microsoft.Network'];

/** A finding for each provider that the deployment needs. */
export function providerFindings({ AZURE_SUBSCRIPTION_ID, PRIVATE_NETWORK, RELEASE_SOURCES }) {
  const wanted = [
    ...ALWAYS,
    ...(PRIVATE_NETWORK === 'true' ? FOR_A_NETWORK : []),
    ...(RELEASE_SOURCES ? ['Microsoft.EventGrid'] : []),
  ];
  return registered(AZURE_SUBSCRIPTION_ID, wanted);
}

/** Those of the private network only: ARM registers the others itself, but not what a delegation names. */
export function networkFindings({ AZURE_SUBSCRIPTION_ID, PRIVATE_NETWORK }) {
  return PRIVATE_NETWORK === 'true' ? registered(AZURE_SUBSCRIPTION_ID, FOR_A_NETWORK) : [];
}

/** Whether providers are registered in a subscription. */
export function registered(subscription, namespaces) {
  const { value = [] } = tryAz('provider', 'list', '--subscription', subscription);
  if (value.length === 0) return [];
  const states = new Map(value.map((each) => [each.namespace.toLowerCase(), each.registrationState]));
  return namespaces.map((namespace) => {
    const check = `provider ${namespace}`;
    const state = states.get(namespace.toLowerCase()) ?? 'not known';
    if (state === 'Registered') return { check, ok: true, detail: 'registered' };
    const remedy = `az provider register --namespace ${namespace} --subscription ${subscription} --wait`;
    return { check, ok: false, detail: `it is ${state} in the subscription ${subscription}`, remedy };
  });
}
