// Storage of the Functions host (blobs: leases, package; queues and tables: Durable Functions), of the app's own tables,
// and of events that could not be delivered. Nobody has a key to it.

import { resourceTags, subnets } from '../types.bicep'

@description('Name of the storage account.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags resourceTags

@description('Object id of the app\'s identity.')
param principalId string

@description('The private network, if there is one: the account is then closed to the public.')
param network subnets?

var roles = {
  // What the Functions host wants of blobs is more than Contributor: it takes leases and sets owners.
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  storageQueueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  // Durable's queues and the app's tables must outlive a zone; not every region has zones, so the name says what to raise.
  sku: { name: 'Standard_LRS' }
  properties: {
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      // Event Grid writes what it could not deliver as one of Azure's own services.
      bypass: 'AzureServices'
      defaultAction: network == null ? 'Allow' : 'Deny'
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-01-01' = {
  parent: account
  name: 'default'
  properties: { deleteRetentionPolicy: { enabled: true, days: 14 } }
}

resource packages 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = {
  parent: blobs
  name: 'packages'
}

resource deadLetters 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = {
  parent: blobs
  name: 'undelivered-events'
}

resource assignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in items(roles): {
    name: guid(account.id, principalId, role.value)
    scope: account
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
    }
  }
]

module endpoints 'privateEndpoint.bicep' = [
  for service in ['blob', 'queue', 'table']: if (network != null) {
    name: 'endpoint-${service}'
    params: {
      name: 'pe-${name}-${service}'
      location: location
      tags: tags
      subnetId: network!.endpoints
      zoneId: network!.zones[service]
      targetId: account.id
      service: service
    }
  }
]

output name string = account.name
output packageContainerName string = packages.name
output deadLetterContainerName string = deadLetters.name
