import type { ErrorDetail } from './run.ts';

interface Known {
  /** In the code or the words: Fleet Manager often hands on AKS's refusal under a code of its own. */
  readonly told: RegExp;
  readonly advice: string;
}

/** Refusals and failures of AKS that somebody can do something about; the first that matches counts. */
const KNOWN: readonly Known[] = [
  {
    told: /UpgradeBlockedOnDeprecatedAPIUsage|deprecated API/i,
    advice:
      'Workloads of the cluster used APIs in the last 12 hours that the new minor version no longer has. Move them to the APIs that the message names, wait 12 hours, and start again; or force the upgrade on the cluster (upgradeSettings.overrideSettings) when the use is known and harmless.',
  },
  {
    told: /disruption budget|PodDrainFailure|UnsatisfiablePDB|TooManyRequests.*evict|Cannot evict pod/i,
    advice:
      "A pod disruption budget lets no pod go, so a node cannot be drained. Add replicas or raise the budget's maxUnavailable (kubectl get pdb -A), or set the pool's undrainable node behavior to Cordon; then start again.",
  },
  {
    told: /QuotaExceeded|exceeding approved .*quota|OperationNotAllowed.*cores|quota/i,
    advice:
      "The subscription has no quota left for the surge nodes of an upgrade. Ask for more cores of the pool's VM family in that region, or lower the pool's maxSurge (or use maxUnavailable); then start again.",
  },
  {
    told: /SubnetIsFull|InsufficientSubnetSize|subnet .*(full|not enough|enough IP|does not have)/i,
    advice:
      "The pool's subnet has too few free addresses for the surge nodes and their pods. Free addresses, lower the pool's maxSurge, or move the pool to a larger subnet; then start again.",
  },
  {
    told: /AllocationFailed|SkuNotAvailable|capacity/i,
    advice:
      "Azure has no capacity now for the pool's VM size in that region or zone. Start again later, or lower the pool's maxSurge; where it stays so, use another VM size.",
  },
  {
    told: /ServicePrincipalValidationClientError|credentials.*expired|AADSTS7000222|ExpiredSecret/i,
    advice:
      "The cluster's credentials have expired. Renew its service principal (az aks update-credentials), or use a managed identity; then start again.",
  },
  {
    told: /ScopeLocked|resource lock/i,
    advice:
      'A resource lock on the cluster or its node resource group keeps AKS from changing it. Remove the lock for the update; then start again.',
  },
  {
    told: /AnotherOperationInProgress|OperationNotAllowed.*in progress|OperationPreempted/i,
    advice:
      'Something else changed the cluster at that time. Wait until AKS is idle, see in its activity log who did, and start again.',
  },
];

/** What to do about an error of AKS; undefined where nothing better than its own words is known. */
export function adviceOn({ code, message }: ErrorDetail): string | undefined {
  return KNOWN.find(({ told }) => told.test(`${code}: ${message}`))?.advice;
}
