// All options on: two fleets in two subscriptions, clusters in a subscription and in a group of another. The snapshot
// beside this file shows in a review what a change of the templates does; `npm run infra -- --update` writes it anew.
using '../main.bicep'

param environmentName = 'everything'
param location = 'westeurope'
param fleets = {
  prod: '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-fleets/providers/Microsoft.ContainerService/fleets/prod'
  test: '/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-fleets/providers/Microsoft.ContainerService/fleets/test'
}
param clusterScopes = [
  '/subscriptions/11111111-1111-1111-1111-111111111111'
  '/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-clusters'
]
param allowJoin = true
param authClientId = '33333333-3333-3333-3333-333333333333'
param webhookSecretNames = ['pipeline', 'chat-ops']
param notificationSettingNames = ['url-team', 'secret-team']
param appUrl = 'https://updates.example.com'
param alertEmails = ['platform@example.com']
param maxConcurrentUpdates = 10
param healthCheckHosts = ['status.example.com']
param outboundPrivateHosts = ['hooks.internal.example.com']
param privateNetwork = true
param nodeVersion = '24'
param instanceMemoryMB = 2048
param alwaysReadyInstances = 0
param recoverVault = true
