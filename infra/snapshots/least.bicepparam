// Only what must be given.
using '../main.bicep'

param environmentName = 'least'
param location = 'westeurope'
param fleets = {
  prod: '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-fleets/providers/Microsoft.ContainerService/fleets/prod'
}
param authClientId = '33333333-3333-3333-3333-333333333333'
