// Read from azd's environment: `azd env set NAME VALUE`. docs/deploy.md lists the names. A variable that is empty counts
// as not set: pipelines pass those that nobody has set on as empty.
using 'main.bicep'

var fleetIds = readEnvironmentVariable('FLEETS', '')
var scopes = readEnvironmentVariable('CLUSTER_SCOPES', '')
var join = readEnvironmentVariable('ALLOW_JOIN', '')
var clientId = readEnvironmentVariable('AUTH_CLIENT_ID', '')
var secrets = readEnvironmentVariable('WEBHOOK_SECRET_NAMES', '')
var told = readEnvironmentVariable('NOTIFICATION_SETTING_NAMES', '')
var emails = readEnvironmentVariable('ALERT_EMAILS', '')
var waitingHours = readEnvironmentVariable('WAITING_TOO_LONG_HOURS', '')
var concurrent = readEnvironmentVariable('MAX_CONCURRENT_UPDATES', '')
var healthHosts = readEnvironmentVariable('HEALTH_CHECK_HOSTS', '')
var privateHosts = readEnvironmentVariable('OUTBOUND_PRIVATE_HOSTS', '')
var isPrivate = readEnvironmentVariable('PRIVATE_NETWORK', '')
var addresses = readEnvironmentVariable('NETWORK_ADDRESS_PREFIX', '')
var node = readEnvironmentVariable('APP_NODE_VERSION', '')
var memory = readEnvironmentVariable('INSTANCE_MEMORY_MB', '')
var alwaysReady = readEnvironmentVariable('ALWAYS_READY_INSTANCES', '')
var recover = readEnvironmentVariable('RECOVER_VAULT', '')

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'fleet-updates')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
// Without fleets scripts/azure/beforeProvision.mjs refuses to begin; `azd down` reads this file, too, and needs none.
param fleets = json(empty(fleetIds) ? '{}' : fleetIds)
param clusterScopes = json(empty(scopes) ? '[]' : scopes)
param allowJoin = bool(empty(join) ? 'false' : join)
param authClientId = empty(clientId) ? '00000000-0000-0000-0000-000000000000' : clientId
param webhookSecretNames = json(empty(secrets) ? '[]' : secrets)
param notificationSettingNames = json(empty(told) ? '[]' : told)
param appUrl = readEnvironmentVariable('APP_URL', '')
param alertEmails = json(empty(emails) ? '[]' : emails)
param waitingTooLongHours = int(empty(waitingHours) ? '24' : waitingHours)
param maxConcurrentUpdates = int(empty(concurrent) ? '0' : concurrent)
param healthCheckHosts = json(empty(healthHosts) ? '[]' : healthHosts)
param outboundPrivateHosts = json(empty(privateHosts) ? '[]' : privateHosts)
param privateNetwork = bool(empty(isPrivate) ? 'false' : isPrivate)
param networkAddressPrefix = empty(addresses) ? '10.60.0.0/24' : addresses
param nodeVersion = empty(node) ? '22' : node
param instanceMemoryMB = int(empty(memory) ? '512' : memory)
param alwaysReadyInstances = int(empty(alwaysReady) ? '1' : alwaysReady)
param recoverVault = bool(empty(recover) ? 'false' : recover)
