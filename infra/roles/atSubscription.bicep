// Roles of the app at a whole subscription.
targetScope = 'subscription'

@description('Object id of the app\'s identity.')
param principalId string

@description('Names (GUIDs) of role definitions that are assignable here.')
param roleNames string[]

resource assignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in roleNames: {
    name: guid(subscription().id, principalId, role)
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]
