// A topic of ours, and one of somebody else in another group, which has no identity.
using '../releaseSubscriptions.bicep'

param functionAppName = 'func-example'
param storageAccountName = 'stexample'
param topics = [
  {
    cluster: '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-clusters/providers/Microsoft.ContainerService/managedClusters/aks_weu_1'
    name: 'evgt-aks-weu-1-0123456789'
    resourceGroup: 'rg-clusters'
    hasIdentity: true
  }
  {
    cluster: '/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-clusters/providers/Microsoft.ContainerService/managedClusters/aks-eus-1'
    name: 'theirs'
    resourceGroup: 'rg-events'
    hasIdentity: false
  }
]
