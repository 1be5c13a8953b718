// What of the clusters' topics goes to the app. Deployed after the code, because Event Grid only delivers to a function
// that is there; it assigns no roles.

import { releaseTopic } from 'types.bicep'

@description('Name of the Function App in this resource group.')
param functionAppName string

@description('Name of the storage account in this resource group.')
param storageAccountName string

@description('The topics, of which all exist.')
param topics releaseTopic[]

@description('Container for events that could not be delivered.')
param deadLetterContainerName string = 'undelivered-events'

resource functionApp 'Microsoft.Web/sites@2024-11-01' existing = {
  name: functionAppName
}

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageAccountName
}

module subscriptions 'releases/subscription.bicep' = [
  for topic in topics: {
    name: 'subscription-${uniqueString(topic.cluster, functionAppName)}'
    scope: resourceGroup(split(topic.cluster, '/')[2], topic.resourceGroup)
    params: {
      topicName: topic.name
      // Two environments may listen to one cluster, so the name says which this is.
      name: functionAppName
      functionId: '${functionApp.id}/functions/aksReleases'
      storageAccountId: topic.hasIdentity ? account.id : null
      deadLetterContainerName: deadLetterContainerName
    }
  }
]
