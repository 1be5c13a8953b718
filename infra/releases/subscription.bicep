// What of a cluster's topic goes to the app.

@description('Name of the system topic in this resource group.')
param topicName string

@description('Name of the event subscription.')
param name string

@description('ARM id of the function. Event Grid fetches the function\'s key itself, so that no template and no subscription holds a secret, as the address of a webhook would.')
param functionId string

@description('ARM id of the storage account for what could not be delivered; none when the topic, which may be somebody else\'s, has no identity to write there.')
param storageAccountId string?

@description('Its container.')
param deadLetterContainerName string

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: topicName
}

resource subscription 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: name
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    destination: {
      endpointType: 'AzureFunction'
      properties: { resourceId: functionId, maxEventsPerBatch: 1, preferredBatchSizeInKilobytes: 64 }
    }
    filter: {
      includedEventTypes: [
        'Microsoft.ContainerService.NewKubernetesVersionAvailable'
        'Microsoft.ContainerService.ClusterSupportEnding'
        'Microsoft.ContainerService.ClusterSupportEnded'
      ]
    }
    // A day of tries outlasts a deployment or an outage of the app.
    retryPolicy: { maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 }
    deadLetterWithResourceIdentity: storageAccountId == null
      ? null
      : {
          identity: { type: 'SystemAssigned' }
          deadLetterDestination: {
            endpointType: 'StorageBlob'
            properties: { resourceId: storageAccountId, blobContainerName: deadLetterContainerName }
          }
        }
  }
}
