// The one identity of the app: it reads and writes its storage, secrets and telemetry, and calls Fleet Manager and AKS.

import { appIdentity, resourceTags } from '../types.bicep'

@description('Name of the identity.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags resourceTags

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

output identity appIdentity = {
  id: identity.id
  clientId: identity.properties.clientId
  principalId: identity.properties.principalId
}
