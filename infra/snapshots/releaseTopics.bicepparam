// A cluster in each of two subscriptions without a topic, one with a name that no topic may have; another has one.
using '../releaseTopics.bicep'

param storageAccountName = 'stexample'
param newTopics = [
  {
    cluster: '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-clusters/providers/Microsoft.ContainerService/managedClusters/aks_weu_1'
    name: 'evgt-aks-weu-1-0123456789'
    resourceGroup: 'rg-clusters'
    hasIdentity: true
  }
  {
    cluster: '/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-clusters/providers/Microsoft.ContainerService/managedClusters/aks-eus-1'
    name: 'evgt-aks-eus-1-0123456789'
    resourceGroup: 'rg-clusters'
    hasIdentity: true
  }
]
param knownPrincipals = ['55555555-5555-5555-5555-555555555555']
