// Roles of the app at one fleet.

@description('Name of the fleet in this resource group.')
param fleetName string

@description('Object id of the app\'s identity.')
param principalId string

@description('Names (GUIDs) of role definitions that are assignable here.')
param roleNames string[]

resource fleet 'Microsoft.ContainerService/fleets@2025-03-01' existing = {
  name: fleetName
}

resource assignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in roleNames: {
    name: guid(fleet.id, principalId, role)
    scope: fleet
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]
