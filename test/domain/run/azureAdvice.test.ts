import { adviceOn } from '../../../src/domain/run/azureAdvice.ts';

it.each([
  ['ValidationError', 'UpgradeBlockedOnDeprecatedAPIUsage: flowcontrol v1beta2', /APIs/],
  ['UpgradeFailed', "Drain failed: would violate the pod's disruption budget", /pdb/],
  ['PodDrainFailure', 'Drain node aks-1 failed', /pdb/],
  ['QuotaExceeded', 'Preflight validation check for resource(s) failed', /quota/],
  [
    'OperationNotAllowed',
    'Operation could not be completed as it results in exceeding approved Total Regional Cores quota',
    /quota/,
  ],
  ['SubnetIsFull', 'Subnet aks is full', /subnet/],
  ['InsufficientSubnetSize', 'Pre-allocated IPs 93 exceeds IPs available 10', /subnet/],
  ['UpgradeFailed', 'SkuNotAvailable in zone 1', /capacity/],
  ['ServicePrincipalValidationClientError', 'AADSTS7000222: keys are expired', /credentials/],
  ['ScopeLocked', 'The scope cannot perform write operation', /lock/],
  ['OperationNotAllowed', 'Another operation (Upgrading) is in progress', /activity log/],
])('%s (%s) is told with what to do', (code, message, words) => {
  expect(adviceOn({ code, message })).toMatch(words);
});

it('An error that is not known has its own words alone', () => {
  expect(adviceOn({ code: 'UpgradeFailed', message: 'Node aks-1 did not become ready.' })).toBeUndefined();
});
