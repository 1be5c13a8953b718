// The system topics on which AKS reports new and ending Kubernetes versions, for triggers of kind `release`, and their
// right to keep what could not be delivered. Deployed with the infrastructure: it assigns roles, as a deployment of code
// should not have to. Every cluster of a region reports the same releases: one or two clusters per region and
// subscription are enough, the second for when the first is deleted.

import { releaseTopic } from 'types.bicep'

@description('Name of the storage account in this resource group.')
param storageAccountName string

@description('Clusters that have no topic yet: Azure allows one for each (scripts/azure/releaseTopics.mjs finds out).')
param newTopics releaseTopic[]

@description('Object ids of the identities of topics that exist already.')
param knownPrincipals string[] = []

resource clusters 'Microsoft.ContainerService/managedClusters@2025-05-01' existing = [
  for topic in newTopics: {
    name: last(split(topic.cluster, '/'))
    scope: resourceGroup(split(topic.cluster, '/')[2], split(topic.cluster, '/')[4])
  }
]

module topics 'releases/topic.bicep' = [
  for (topic, index) in newTopics: {
    name: 'topic-${uniqueString(topic.cluster, storageAccountName)}'
    scope: resourceGroup(split(topic.cluster, '/')[2], topic.resourceGroup)
    params: { name: topic.name, location: clusters[index].location, clusterId: topic.cluster }
  }
]

module deadLetters 'releases/deadLetterRight.bicep' = [
  for (topic, index) in newTopics: {
    name: 'dead-letters-${uniqueString(topic.cluster, storageAccountName)}'
    params: { storageAccountName: storageAccountName, principalId: topics[index].outputs.principalId }
  }
]

module knownDeadLetters 'releases/deadLetterRight.bicep' = [
  for principal in knownPrincipals: {
    name: 'dead-letters-${uniqueString(principal, storageAccountName)}'
    params: { storageAccountName: storageAccountName, principalId: principal }
  }
]
