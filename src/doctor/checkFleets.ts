import pLimit from 'p-limit';
import type { ArmConnection } from '../azure/arm/armConnection.ts';
import { createFleetGateway } from '../azure/arm/fleetManager.ts';
import { createClusterGateway } from '../azure/arm/managedClusters.ts';
import { permissionsAt } from '../azure/arm/permissions.ts';
import type { FleetMember } from '../ports/fleetGateway.ts';
import type { HealthGateway, MeteredCluster } from '../ports/healthGateway.ts';
import { checkHealth } from './checkHealth.ts';
import { examined, fine, missing, type Finding } from './finding.ts';
import { FLEET_ACTIONS, forbiddenActions } from './fleetActions.ts';

const REMEDIES = {
  forbidden: 'Assign "Azure Kubernetes Fleet Manager Contributor Role" at the fleet',
  silent:
    'Check AZURE_RESOURCE_MANAGER_ENDPOINT and the network; of the local system, whether npm start runs',
};
const READER = 'Assign "Reader" at the cluster or its resource group; until then it is shown as NoAccess';
/** Well under AKS's bucket of 60 requests with one more a second. */
const REQUESTS_AT_ONCE = 4;

/** Whether each fleet answers, which of a run's actions are allowed at it, and whether its clusters can be read. */
export async function checkFleets(
  connection: ArmConnection,
  fleets: Readonly<Record<string, string>>,
  health: HealthGateway,
): Promise<readonly Finding[]> {
  const gateway = createFleetGateway(connection, fleets);
  const findings = Object.entries(fleets).flatMap(([alias, id]) => [
    examined(`fleet ${alias}`, REMEDIES, async () => {
      const members = await gateway.listMembers(alias);
      const { findings: clusters, readable } = await checkClusters(connection, members);
      const now = new Date().toISOString();
      const ofHealth = await checkHealth(health, alias, readable, now);
      return [fine(`fleet ${alias}`, count(members.length, 'member')), ...clusters, ...ofHealth];
    }),
    examined(`rights at ${alias}`, REMEDIES, () => checkRights(connection, alias, id)),
  ]);
  return (await Promise.all(findings)).flat();
}

async function checkRights(connection: ArmConnection, alias: string, id: string): Promise<Finding> {
  const check = `rights at ${alias}`;
  const forbidden = forbiddenActions(await permissionsAt(connection, id), FLEET_ACTIONS);
  if (forbidden.length === 0) return fine(check, 'every action of a run is allowed');
  return missing(check, `not allowed: ${forbidden.join(', ')}`, REMEDIES.forbidden);
}

/** A line for each cluster that cannot be read, or one for all; and those whose health can be asked for. */
async function checkClusters(
  connection: ArmConnection,
  members: readonly FleetMember[],
): Promise<{ readonly findings: readonly Finding[]; readonly readable: readonly MeteredCluster[] }> {
  const clusters = createClusterGateway(connection);
  const limit = pLimit(REQUESTS_AT_ONCE);
  const readable: MeteredCluster[] = [];
  const all = await Promise.all(
    members.map(({ name, clusterResourceId }) =>
      limit(() =>
        examined(`cluster ${name}`, { ...REMEDIES, forbidden: READER }, async () => {
          const cluster = await clusters.getCluster(clusterResourceId);
          if (cluster === 'NoAccess') return missing(`cluster ${name}`, 'it may not be read', READER);
          if (cluster === 'NotAks') return fine(`cluster ${name}`, 'it is not of AKS, so no run updates it');
          if (cluster === 'NotFound')
            return missing(`cluster ${name}`, 'it is gone', `Take the member ${name} out of its fleet`);
          readable.push({ clusterResourceId, location: cluster.location });
          return fine(`cluster ${name}`, cluster.kubernetesVersion);
        }),
      ),
    ),
  );
  const unreadable = all.flat().filter(({ ok }) => !ok);
  if (unreadable.length > 0 || members.length === 0) return { findings: unreadable, readable };
  return { findings: [fine('clusters', `${count(members.length, 'cluster')} can be read`)], readable };
}

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;
