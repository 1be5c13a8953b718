// Secrets of webhooks. Their values are never in a template: docs/deploy.md says how they are set.

import { resourceTags, subnets } from '../types.bicep'

@description('Name of the Key Vault.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags resourceTags

@description('Object id of the app\'s identity.')
param principalId string

@description('The private network, if there is one: the vault is then closed to the public.')
param network subnets?

@description('Whether a deleted vault of this name is taken back, with its secrets.')
param recover bool

var keyVaultSecretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    createMode: recover ? 'recover' : 'default'
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    publicNetworkAccess: network == null ? 'Enabled' : 'Disabled'
    networkAcls: { bypass: 'None', defaultAction: network == null ? 'Allow' : 'Deny' }
  }
}

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, principalId, keyVaultSecretsUser)
  scope: vault
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsUser)
  }
}

module endpoint 'privateEndpoint.bicep' = if (network != null) {
  name: 'endpoint-vault'
  params: {
    name: 'pe-${name}'
    location: location
    tags: tags
    subnetId: network!.endpoints
    zoneId: network!.zones.vault
    targetId: vault.id
    service: 'vault'
  }
}

output name string = vault.name
