// A private address for one service of a resource, with its entry in DNS.

import { resourceTags } from '../types.bicep'

@description('Name of the endpoint.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags resourceTags

@description('Subnet for endpoints.')
param subnetId string

@description('Private DNS zone of the service.')
param zoneId string

@description('The resource.')
param targetId string

@description('Service of the resource, such as blob or vault.')
param service string

resource endpoint 'Microsoft.Network/privateEndpoints@2024-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      { name: service, properties: { privateLinkServiceId: targetId, groupIds: [service] } }
    ]
  }
}

resource entry 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-07-01' = {
  parent: endpoint
  name: 'default'
  properties: { privateDnsZoneConfigs: [{ name: service, properties: { privateDnsZoneId: zoneId } }] }
}
