// Types that several files share.

@export()
@description('ARM ids of fleets by alias. The alias is the fleet\'s name in the API.')
type fleetIds = {
  *: string
}

@export()
@description('Names with which role assignments and settings reach the app.')
type appIdentity = {
  id: string
  clientId: string
  principalId: string
}

@export()
@description('Subnets of the private network; absent when the app is to use the public endpoints of its services.')
type subnets = {
  app: string
  endpoints: string
  zones: {
    blob: string
    queue: string
    table: string
    vault: string
  }
}

@export()
@description('Tags of a resource.')
type resourceTags = {
  *: string
}

@export()
@description('Where the releases of a cluster are reported: a system topic, in the subscription of the cluster.')
type releaseTopic = {
  cluster: string
  name: string
  resourceGroup: string
  hasIdentity: bool
}
