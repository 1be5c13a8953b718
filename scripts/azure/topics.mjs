import { createHash } from 'node:crypto';
import { az, needed, tryAz, withDocument } from './azureCli.mjs';
import { listed } from './settings.mjs';

/** The clusters of RELEASE_SOURCES, each with its system topic if it has one: Azure allows one for each cluster. */
export function releaseSources() {
  const clusters = listed(process.env.RELEASE_SOURCES);
  const subscriptions = [...new Set(clusters.map((id) => id.split('/')[2]))];
  const topics = subscriptions.flatMap((id) => az('eventgrid', 'system-topic', 'list', '--subscription', id));
  return clusters.map((cluster) => {
    const [, , subscription, , resourceGroup] = cluster.split('/');
    const topic = topics.find(({ source }) => source?.toLowerCase() === cluster.toLowerCase());
    const place = {
      name: topic?.name ?? topicName(cluster),
      resourceGroup: topic?.resourceGroup ?? resourceGroup,
    };
    const principalId = topic?.identity?.principalId;
    return { cluster, subscription, ...place, principalId, isThere: topic !== undefined };
  });
}

/** As infra/types.bicep has it. A topic that is made here has an identity. */
export function asParameter({ cluster, name, resourceGroup, principalId, isThere }) {
  return { cluster, name, resourceGroup, hasIdentity: !isThere || Boolean(principalId) };
}

/** Deploys one of the templates about releases beside the app; an outcome of `tryAz`. */
export function tryDeploy(template, parameters) {
  const values = Object.entries(parameters).map(([name, value]) => [name, { value }]);
  const document = {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
    contentVersion: '1.0.0.0',
    parameters: Object.fromEntries(values),
  };
  return withDocument(document, (file) =>
    tryAz(
      ...['deployment', 'group', 'create', '--name', `fleet-updates-${template}`],
      ...[
        '--subscription',
        needed('AZURE_SUBSCRIPTION_ID'),
        '--resource-group',
        needed('AZURE_RESOURCE_GROUP'),
      ],
      ...['--template-file', `infra/${template}.bicep`, '--parameters', file],
    ),
  );
}

/** A topic's name has letters, digits and hyphens, 50 at most; a cluster's may have underscores, and 63. */
function topicName(cluster) {
  const readable = cluster.split('/').at(-1).replaceAll('_', '-').slice(0, 30);
  return `evgt-${readable}-${createHash('sha256').update(cluster.toLowerCase()).digest('hex').slice(0, 10)}`;
}
