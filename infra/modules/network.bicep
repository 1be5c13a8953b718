// A virtual network for the app, with private endpoints for its storage and its Key Vault.

import { resourceTags, subnets } from '../types.bicep'

@description('Name of the network.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags resourceTags

@description('Addresses of the network, at least a /25: a half for the app, a half for endpoints.')
param addressPrefix string

var zoneNames = {
  blob: 'privatelink.blob.${environment().suffixes.storage}'
  queue: 'privatelink.queue.${environment().suffixes.storage}'
  table: 'privatelink.table.${environment().suffixes.storage}'
  // Key Vault's zone is named otherwise than its public suffix.
  vault: 'privatelink${replace(environment().suffixes.keyvaultDns, '.vault.', '.vaultcore.')}'
}
var half = int(split(addressPrefix, '/')[1]) + 1

resource network 'Microsoft.Network/virtualNetworks@2024-07-01' = {
  name: name
  location: location
  tags: tags
  properties: { addressSpace: { addressPrefixes: [addressPrefix] } }

  resource app 'subnets' = {
    name: 'app'
    properties: {
      addressPrefix: cidrSubnet(addressPrefix, half, 0)
      // What Flex Consumption asks of the subnet of an app.
      delegations: [{ name: 'app', properties: { serviceName: 'Microsoft.App/environments' } }]
    }
  }

  resource endpoints 'subnets' = {
    name: 'endpoints'
    properties: { addressPrefix: cidrSubnet(addressPrefix, half, 1) }
    // Subnets of a network cannot be written side by side.
    dependsOn: [app]
  }
}

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for zone in items(zoneNames): {
    name: zone.value
    location: 'global'
    tags: tags
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (zone, index) in items(zoneNames): {
    parent: zones[index]
    name: name
    location: 'global'
    tags: tags
    properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
  }
]

output subnets subnets = {
  app: network::app.id
  endpoints: network::endpoints.id
  zones: {
    blob: resourceId('Microsoft.Network/privateDnsZones', zoneNames.blob)
    queue: resourceId('Microsoft.Network/privateDnsZones', zoneNames.queue)
    table: resourceId('Microsoft.Network/privateDnsZones', zoneNames.table)
    vault: resourceId('Microsoft.Network/privateDnsZones', zoneNames.vault)
  }
}
