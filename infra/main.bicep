// Fleet Updates in one resource group of the subscription, and its rights at fleets and clusters, wherever they are.
// What each file is for: README.md beside this one.
targetScope = 'subscription'

import { fleetIds } from 'types.bicep'

@description('Name of the azd environment: part of every name.')
@minLength(1)
@maxLength(20)
param environmentName string

@description('Region of the app and all that belongs to it. It must offer Flex Consumption.')
param location string

@description('The fleets to manage: ARM ids by alias, at least one. They may lie in other subscriptions of the tenant.')
param fleets fleetIds

@description('Where the members\' clusters are: ids of subscriptions or resource groups. The app may read clusters there; a member elsewhere is shown as NoAccess.')
param clusterScopes string[] = []

@description('Whether the app may join clusters to the fleets and take them out again. It then may write clusters of clusterScopes, because Azure demands that of who joins one.')
param allowJoin bool = false

@description('Client id of the app registration with which users and pipelines sign in (scripts/appRegistration.mjs makes it).')
@minLength(36)
@maxLength(36)
param authClientId string

@description('Names of webhook secrets. Each becomes the app setting WEBHOOK_SECRET_<NAME>, a reference to the secret webhook-<name> of the Key Vault, which you set.')
param webhookSecretNames string[] = []

@description('Addresses and secrets of notifications. url-<name> and secret-<name> become the app settings NOTIFICATION_URL_<NAME> and NOTIFICATION_SECRET_<NAME>, references to the secret notification-url-<name> or notification-secret-<name> of the Key Vault, which you set.')
param notificationSettingNames string[] = []

@description('Where people find the dashboard, for links in notifications; empty: the app\'s own host name.')
param appUrl string = ''

@description('Who gets the alerts by e-mail. Without any, alerts are only seen in the portal.')
param alertEmails string[] = []

@description('After how many hours without any progress an unfinished run is reported as waiting too long.')
@minValue(1)
param waitingTooLongHours int = 24

@description('A virtual network with private endpoints for storage and Key Vault, which are then closed to the public.')
param privateNetwork bool = false

@description('Addresses of the virtual network; at least a /25.')
param networkAddressPrefix string = '10.60.0.0/24'

@description('Node of the app. `az functionapp list-flexconsumption-runtimes --runtime node --location <region>` lists what the region offers.')
@allowed(['22', '24'])
param nodeVersion string = '22'

@description('Memory of an instance in MB: 512, 2048 or 4096 is what Azure offers. docs/deploy.md says what each costs and holds.')
param instanceMemoryMB int = 512

@description('Instances that always run for Durable. With none, a run\'s timers and commands wait until the platform has noticed them.')
@minValue(0)
@maxValue(20)
param alwaysReadyInstances int = 1

@description('Whether the Key Vault of this name was deleted and is to be taken back: it cannot be made anew, nor purged (scripts/azure/deletedVault.mjs finds out).')
param recoverVault bool = false

@description('So many members of a fleet update at once, over all runs; 0: no bound. Each is then a Fleet run of its own.')
@minValue(0)
param maxConcurrentUpdates int = 0

@description('Hosts that health checks of type Http may ask.')
param healthCheckHosts string[] = []

@description('Hosts that the app sends notifications and health checks to though their addresses are private.')
param outboundPrivateHosts string[] = []

@description('How old, in minutes, what is known of members may be before a reading of them asks Azure again.')
@minValue(1)
param inventoryMaxAgeMinutes int = 10

@description('Days for which ended runs and the audit log are kept.')
@minValue(1)
param retentionDays int = 400

@description('Days for which Durable\'s own histories are kept.')
@minValue(1)
param historyRetentionDays int = 30

var tags = { 'azd-env-name': environmentName }
var suffix = uniqueString(subscription().id, environmentName, location)

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: { name: 'id-fleet-updates-${suffix}', location: location, tags: tags }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  name: 'network'
  scope: group
  params: {
    name: 'vnet-fleet-updates-${suffix}'
    location: location
    tags: tags
    addressPrefix: networkAddressPrefix
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: 'stfu${suffix}'
    location: location
    tags: tags
    principalId: identity.outputs.identity.principalId
    network: network.?outputs.subnets
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
    principalId: identity.outputs.identity.principalId
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    name: 'kv-fu-${suffix}'
    location: location
    tags: tags
    principalId: identity.outputs.identity.principalId
    network: network.?outputs.subnets
    recover: recoverVault
  }
}

module functionApp 'modules/functionApp.bicep' = {
  name: 'functionApp'
  scope: group
  params: {
    name: 'func-fleet-updates-${suffix}'
    location: location
    tags: tags
    identity: identity.outputs.identity
    storageAccountName: storage.outputs.name
    packageContainerName: storage.outputs.packageContainerName
    vaultName: vault.outputs.name
    webhookSecretNames: webhookSecretNames
    notificationSettingNames: notificationSettingNames
    appUrl: appUrl
    insightsConnectionString: monitoring.outputs.connectionString
    subnetId: network.?outputs.subnets.app
    nodeVersion: nodeVersion
    instanceMemoryMB: instanceMemoryMB
    alwaysReadyInstances: alwaysReadyInstances
    authClientId: authClientId
    fleets: fleets
    maxConcurrentUpdates: maxConcurrentUpdates
    healthCheckHosts: healthCheckHosts
    outboundPrivateHosts: outboundPrivateHosts
    inventoryMaxAgeMinutes: inventoryMaxAgeMinutes
    retentionDays: retentionDays
    historyRetentionDays: historyRetentionDays
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    location: location
    tags: tags
    insightsId: monitoring.outputs.insightsId
    emails: alertEmails
    waitingTooLongHours: waitingTooLongHours
  }
}

module workbook 'modules/workbook.bicep' = {
  name: 'workbook'
  scope: group
  params: { location: location, tags: tags, insightsId: monitoring.outputs.insightsId }
}

module rights 'rights.bicep' = {
  name: 'fleet-updates-rights-${suffix}'
  params: {
    appName: '${environmentName} ${suffix}'
    suffix: suffix
    principalId: identity.outputs.identity.principalId
    fleets: fleets
    clusterScopes: clusterScopes
    allowJoin: allowJoin
  }
}

// azd keeps outputs as variables of its environment: scripts and releases.bicep go on from them.
output AZURE_LOCATION string = location
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_APP_NAME string = functionApp.outputs.name
output AZURE_KEY_VAULT_NAME string = vault.outputs.name
output AZURE_STORAGE_ACCOUNT_NAME string = storage.outputs.name
output AZURE_IDENTITY_PRINCIPAL_ID string = identity.outputs.identity.principalId
output SERVICE_API_ENDPOINT string = functionApp.outputs.endpoint
