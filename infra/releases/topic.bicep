// The system topic of a cluster that has none yet.

@description('Name of the topic.')
param name string

@description('Region of the cluster, which must be the topic\'s.')
param location string

@description('ARM id of the cluster.')
param clusterId string

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: name
  location: location
  identity: { type: 'SystemAssigned' }
  properties: { source: clusterId, topicType: 'Microsoft.ContainerService.ManagedClusters' }
}

output name string = topic.name
output principalId string = topic.identity.principalId
