// Whether the Azure CLI works where azd does. Commands about resources are given azd's subscription; those about the
// directory go to the tenant of the CLI's default subscription, which therefore must be the same.
import { tryAz } from './azureCli.mjs';

/** One finding. */
export function accountFinding(subscription) {
  const check = 'Azure CLI';
  const remedy = `az login && az account set --subscription ${subscription}`;
  const ours = tryAz('account', 'show', '--subscription', subscription);
  if (ours.problem !== undefined) {
    return { check, ok: false, detail: `it does not know the subscription ${subscription}`, remedy };
  }
  const active = tryAz('account', 'show');
  if (active.value?.tenantId !== ours.value.tenantId) {
    const detail = `its tenant is ${active.value?.tenantId}, and that of the subscription ${subscription} is ${ours.value.tenantId}`;
    return { check, ok: false, detail, remedy: `az account set --subscription ${subscription}` };
  }
  return { check, ok: true, detail: `signed in to the tenant ${ours.value.tenantId}` };
}
