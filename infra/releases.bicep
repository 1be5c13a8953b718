// Events of AKS about new and ending Kubernetes versions, for triggers of kind `release`. Deployed after the app, because
// Event Grid only delivers to a function that is there. Every cluster of a region reports the same releases: one or two
// clusters per region and subscription are enough, the second for when the first is deleted.

@description('Name of the Function App in this resource group.')
param functionAppName string

@description('Name of the storage account in this resource group.')
param storageAccountName string

@description('ARM ids of the AKS clusters whose releases are listened to.')
param sources string[]

@description('Container for events that could not be delivered.')
param deadLetterContainerName string = 'undelivered-events'

resource functionApp 'Microsoft.Web/sites@2024-11-01' existing = {
  name: functionAppName
}

resource clusters 'Microsoft.ContainerService/managedClusters@2025-05-01' existing = [
  for id in sources: {
    name: last(split(id, '/'))
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
  }
]

module topics 'releases/topic.bicep' = [
  for (id, index) in sources: {
    name: 'topic-${uniqueString(id, functionAppName)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      name: 'evgt-${last(split(id, '/'))}'
      location: clusters[index].location
      clusterId: id
    }
  }
]

module deadLetters 'releases/deadLetterRight.bicep' = [
  for (id, index) in sources: {
    name: 'dead-letters-${uniqueString(id, functionAppName)}'
    params: { storageAccountName: storageAccountName, principalId: topics[index].outputs.principalId }
  }
]

module subscriptions 'releases/subscription.bicep' = [
  for (id, index) in sources: {
    name: 'subscription-${uniqueString(id, functionAppName)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      topicName: topics[index].outputs.name
      functionId: '${functionApp.id}/functions/aksReleases'
      storageAccountId: deadLetters[index].outputs.storageAccountId
      deadLetterContainerName: deadLetterContainerName
    }
  }
]
