// A cluster in each of two subscriptions.
using '../releases.bicep'

param functionAppName = 'func-example'
param storageAccountName = 'stexample'
param sources = [
  '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-clusters/providers/Microsoft.ContainerService/managedClusters/aks-weu-1'
  '/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-clusters/providers/Microsoft.ContainerService/managedClusters/aks-eus-1'
]
