// Read from azd's environment: `azd env set NAME VALUE`. README lists the names.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'fleet-updates')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param fleets = json(readEnvironmentVariable('FLEETS', '{}'))
param clusterScopes = json(readEnvironmentVariable('CLUSTER_SCOPES', '[]'))
param allowJoin = bool(readEnvironmentVariable('ALLOW_JOIN', 'false'))
param authClientId = readEnvironmentVariable('AUTH_CLIENT_ID', '00000000-0000-0000-0000-000000000000')
param webhookSecretNames = json(readEnvironmentVariable('WEBHOOK_SECRET_NAMES', '[]'))
param alertEmails = json(readEnvironmentVariable('ALERT_EMAILS', '[]'))
param waitingTooLongHours = int(readEnvironmentVariable('WAITING_TOO_LONG_HOURS', '24'))
param privateNetwork = bool(readEnvironmentVariable('PRIVATE_NETWORK', 'false'))
param networkAddressPrefix = readEnvironmentVariable('NETWORK_ADDRESS_PREFIX', '10.60.0.0/24')
param nodeVersion = readEnvironmentVariable('NODE_VERSION', '24')
