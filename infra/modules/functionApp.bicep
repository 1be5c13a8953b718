// The Function App on Flex Consumption, its settings, and who may sign in.

import { appIdentity, fleetIds, resourceTags } from '../types.bicep'

@description('Name of the app; also of its host, <name>.azurewebsites.net.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags resourceTags

@description('The app\'s identity.')
param identity appIdentity

@description('The storage account.')
param storageAccountName string

@description('Container of the deployed package.')
param packageContainerName string

@description('The Key Vault with webhook secrets.')
param vaultName string

@description('Names of webhook secrets.')
param webhookSecretNames string[]

@description('See main.bicep.')
param notificationSettingNames string[]

@description('See main.bicep.')
param appUrl string

@description('Where telemetry goes. It opens nothing without an identity.')
param insightsConnectionString string

@description('Subnet of the app, if there is a private network.')
param subnetId string?

@description('Version of Node.')
param nodeVersion string

@description('Memory of an instance in MB.')
param instanceMemoryMB int

@description('Instances that always run for Durable.')
param alwaysReadyInstances int

@description('Client id of the app registration.')
param authClientId string

@description('ARM ids of the fleets by alias.')
param fleets fleetIds

@description('See main.bicep.')
param maxConcurrentUpdates int

@description('See main.bicep.')
param healthCheckHosts string[]

@description('See main.bicep.')
param outboundPrivateHosts string[]

@description('See main.bicep.')
param inventoryMaxAgeMinutes int

@description('See main.bicep.')
param retentionDays int

@description('See main.bicep.')
param historyRetentionDays int

// App Service exchanges the identity's token for one of the app registration: sign-in needs no client secret.
var assertionSetting = 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
var storageSuffix = environment().suffixes.storage
// The code appends paths, so the endpoint must not end in a slash.
var armEndpoint = join(take(split(environment().resourceManager, '/'), 3), '/')

var webhookSecrets = toObject(
  webhookSecretNames,
  secret => 'WEBHOOK_SECRET_${toUpper(replace(secret, '-', '_'))}',
  secret => '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=webhook-${secret})'
)

var notificationSettings = toObject(
  notificationSettingNames,
  setting => 'NOTIFICATION_${toUpper(replace(setting, '-', '_'))}',
  setting => '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=notification-${setting})'
)

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identity.id
    virtualNetworkSubnetId: subnetId
    siteConfig: { minTlsVersion: '1.2', http20Enabled: true }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: 'https://${storageAccountName}.blob.${storageSuffix}/${packageContainerName}'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
      runtime: { name: 'node', version: nodeVersion }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        // Two partitions (host.json) can keep two instances busy; requests add some.
        maximumInstanceCount: 40
        // Timers of a run fire on time, and a command is obeyed within a round, only while somebody polls the queues.
        alwaysReady: alwaysReadyInstances == 0 ? [] : [{ name: 'durable', instanceCount: alwaysReadyInstances }]
      }
    }
  }

  resource noFtp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource noPasswords 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(
      {
        AzureWebJobsStorage__credential: 'managedidentity'
        AzureWebJobsStorage__clientId: identity.clientId
        AzureWebJobsStorage__blobServiceUri: 'https://${storageAccountName}.blob.${storageSuffix}'
        AzureWebJobsStorage__queueServiceUri: 'https://${storageAccountName}.queue.${storageSuffix}'
        AzureWebJobsStorage__tableServiceUri: 'https://${storageAccountName}.table.${storageSuffix}'
        // The dashboard is at the root.
        AzureWebJobsDisableHomepage: 'true'
        // The host reads a body whole before the app sees the call, whoever calls. Event Grid sends up to 1 MiB.
        FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '2097152'
        APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
        APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.clientId};Authorization=AAD'
        // The exporter in the app tells its makers nothing of its own use.
        APPLICATION_INSIGHTS_NO_STATSBEAT: 'true'
        APPLICATIONINSIGHTS_SDKSTATS_DISABLED: 'true'
        AZURE_CLIENT_ID: identity.clientId
        AZURE_RESOURCE_MANAGER_ENDPOINT: armEndpoint
        AZURE_RESOURCE_MANAGER_SCOPE: '${armEndpoint}/.default'
        TABLES_ENDPOINT: 'https://${storageAccountName}.table.${storageSuffix}'
        FLEETS: string(fleets)
        INVENTORY_MAX_AGE_MINUTES: string(inventoryMaxAgeMinutes)
        RETENTION_DAYS: string(retentionDays)
        HISTORY_RETENTION_DAYS: string(historyRetentionDays)
        // The app believes App Service who a caller is only with this setting, which goes with `authentication` below.
        APP_AUTHENTICATION: 'entra'
        // What a caller without a token is told to get one for.
        AUTH_SCOPE: 'api://${authClientId}/.default'
        WEBSITE_AUTH_AAD_ALLOWED_TENANTS: tenant().tenantId
        '${assertionSetting}': identity.clientId
      },
      maxConcurrentUpdates > 0 ? { MAX_CONCURRENT_UPDATES: string(maxConcurrentUpdates) } : {},
      empty(healthCheckHosts) ? {} : { HEALTH_CHECK_HOSTS: join(healthCheckHosts, ',') },
      empty(outboundPrivateHosts) ? {} : { OUTBOUND_PRIVATE_HOSTS: join(outboundPrivateHosts, ',') },
      empty(appUrl) ? {} : { APP_URL: appUrl },
      webhookSecrets,
      notificationSettings
    )
  }

  resource authentication 'config' = {
    name: 'authsettingsV2'
    properties: {
      platform: { enabled: true, runtimeVersion: '~1' }
      httpSettings: { requireHttps: true }
      // Event Grid, signed webhooks and health have no user. The app itself refuses all else without one.
      globalValidation: { requireAuthentication: false, unauthenticatedClientAction: 'AllowAnonymous' }
      identityProviders: {
        azureActiveDirectory: {
          enabled: true
          registration: {
            openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
            clientId: authClientId
            clientSecretSettingName: assertionSetting
          }
          validation: { allowedAudiences: [authClientId, 'api://${authClientId}'] }
        }
      }
      login: {
        // The app asks nobody else in a user's name.
        tokenStore: { enabled: false }
        cookieExpiration: { convention: 'FixedTime', timeToExpiration: '08:00:00' }
        nonce: { validateNonce: true, nonceExpirationInterval: '00:05:00' }
      }
    }
    dependsOn: [settings]
  }
}

output name string = app.name
output endpoint string = 'https://${app.properties.defaultHostName}'
