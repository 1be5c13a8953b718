// What the app may do at fleets and clusters, and nothing else. test/infra holds the actions to the calls that the code
// makes. A custom role is one for the tenant: its assignable scopes are all subscriptions concerned.
targetScope = 'subscription'

import { fleetIds } from 'types.bicep'

@description('Part of the roles\' names. They must be unique in the tenant, where other teams may have an environment of the same name.')
param appName string

@description('Part of the names of deployments, which must not meet those of the same environment in another region.')
param suffix string

@description('Object id of the app\'s identity.')
param principalId string

@description('ARM ids of the fleets by alias.')
param fleets fleetIds

@description('Ids of subscriptions or resource groups with the members\' clusters.')
param clusterScopes string[]

@description('Whether clusters may be joined.')
param allowJoin bool

var fleetList = map(items(fleets), fleet => fleet.value)
var fleetSubscriptions = union(map(fleetList, id => toLower(split(id, '/')[2])), [])
var clusterSubscriptions = map(clusterScopes, id => toLower(split(id, '/')[2]))
var subscriptions = union([toLower(subscription().subscriptionId)], fleetSubscriptions, clusterSubscriptions)
var assignableScopes = map(subscriptions, id => '/subscriptions/${id}')
var isGroup = 'resourcegroups'

resource updateFleets 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(subscription().id, suffix, 'updateFleets')
  properties: {
    roleName: 'Fleet Updates ${appName}: update fleets'
    description: 'Reads members, sets their groups, and creates, starts, stops, skips and deletes update runs.'
    type: 'CustomRole'
    assignableScopes: assignableScopes
    permissions: [
      {
        actions: [
          'Microsoft.ContainerService/fleets/members/read'
          'Microsoft.ContainerService/fleets/members/write'
          'Microsoft.ContainerService/fleets/updateRuns/read'
          'Microsoft.ContainerService/fleets/updateRuns/write'
          'Microsoft.ContainerService/fleets/updateRuns/delete'
          // Start, stop and skip. Azure refuses a role with an action that its provider has not registered, and skip is
          // none of those (test/infra/registeredOperations.json).
          'Microsoft.ContainerService/fleets/updateRuns/*/action'
        ]
        notActions: []
      }
    ]
  }
}

// How far Fleet Manager is, and what AKS offers, is asked at the subscription, not at a fleet or a cluster.
resource readLocations 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(subscription().id, suffix, 'readLocations')
  properties: {
    roleName: 'Fleet Updates ${appName}: read locations'
    description: 'Reads how far operations of Fleet Manager are, and which Kubernetes versions AKS offers in a region.'
    type: 'CustomRole'
    assignableScopes: assignableScopes
    permissions: [
      {
        actions: [
          'Microsoft.ContainerService/locations/operations/read'
          'Microsoft.ContainerService/locations/operationresults/read'
          'Microsoft.ContainerService/locations/kubernetesVersions/read'
        ]
        notActions: []
      }
    ]
  }
}

resource readClusters 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(subscription().id, suffix, 'readClusters')
  properties: {
    roleName: 'Fleet Updates ${appName}: read clusters'
    description: 'Reads AKS clusters, the newest node image of their node pools, and their metrics, health and alerts.'
    type: 'CustomRole'
    assignableScopes: assignableScopes
    permissions: [
      {
        actions: [
          'Microsoft.ContainerService/managedClusters/read'
          'Microsoft.ContainerService/managedClusters/agentPools/upgradeProfiles/read'
          // What health gates ask; metrics in batches are allowed by the same action as single ones.
          'Microsoft.Insights/metrics/read'
          'Microsoft.ResourceHealth/availabilityStatuses/read'
          'Microsoft.AlertsManagement/alerts/read'
        ]
        notActions: []
      }
    ]
  }
}

resource leaveFleets 'Microsoft.Authorization/roleDefinitions@2022-04-01' = if (allowJoin) {
  name: guid(subscription().id, suffix, 'leaveFleets')
  properties: {
    roleName: 'Fleet Updates ${appName}: take clusters out of fleets'
    description: 'Deletes members of fleets; their clusters stay.'
    type: 'CustomRole'
    assignableScopes: assignableScopes
    permissions: [{ actions: ['Microsoft.ContainerService/fleets/members/delete'], notActions: [] }]
  }
}

// The app calls none of these: Fleet Manager demands them at a cluster of who joins it (its quickstart lists them).
resource joinClusters 'Microsoft.Authorization/roleDefinitions@2022-04-01' = if (allowJoin) {
  name: guid(subscription().id, suffix, 'joinClusters')
  properties: {
    roleName: 'Fleet Updates ${appName}: join clusters to fleets'
    description: 'What Fleet Manager demands at a cluster of who joins it to a fleet.'
    type: 'CustomRole'
    assignableScopes: assignableScopes
    permissions: [
      {
        actions: [
          'Microsoft.ContainerService/managedClusters/write'
          'Microsoft.ContainerService/fleetMemberships/read'
          'Microsoft.ContainerService/fleetMemberships/write'
        ]
        notActions: []
      }
    ]
  }
}

var fleetRoles = concat([updateFleets.name], allowJoin ? [leaveFleets.name] : [])
var clusterRoles = concat([readClusters.name], allowJoin ? [joinClusters.name] : [])

module atFleets 'roles/atFleet.bicep' = [
  for id in fleetList: {
    name: 'fleet-updates-${uniqueString(id, suffix)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: { fleetName: last(split(id, '/')), principalId: principalId, roleNames: fleetRoles }
  }
]

module locationsAtSubscriptions 'roles/atSubscription.bicep' = [
  for id in union(fleetSubscriptions, clusterSubscriptions): {
    name: 'fleet-updates-locations-${uniqueString(id, suffix)}'
    scope: subscription(id)
    params: { principalId: principalId, roleNames: [readLocations.name] }
  }
]

module atClusterSubscriptions 'roles/atSubscription.bicep' = [
  for id in filter(clusterScopes, id => !contains(toLower(id), isGroup)): {
    name: 'fleet-updates-clusters-${uniqueString(id, suffix)}'
    scope: subscription(split(id, '/')[2])
    params: { principalId: principalId, roleNames: clusterRoles }
  }
]

module atClusterGroups 'roles/atGroup.bicep' = [
  for id in filter(clusterScopes, id => contains(toLower(id), isGroup)): {
    name: 'fleet-updates-clusters-${uniqueString(id, suffix)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: { principalId: principalId, roleNames: clusterRoles }
  }
]
