// After the code: what the topics of the clusters report reaches the function, which must be there first. Where that is
// so already nothing is changed, so that a deployment of code needs no more than to read.
import { fail, needed, tryAz, untilAzureKnows } from './azureCli.mjs';
import { asParameter, releaseSources, tryDeploy } from './topics.mjs';

const sources = releaseSources();
if (sources.length === 0) {
  console.log('RELEASE_SOURCES names no cluster: triggers of kind "release" will hear of nothing.');
} else {
  const functionAppName = needed('AZURE_FUNCTION_APP_NAME');
  const without = sources.find(({ isThere }) => !isThere);
  if (without) fail(`${without.cluster} has no topic yet: run azd provision, then azd deploy.`);
  const topics = sources.filter((source) => !isSubscribed(source, functionAppName));
  if (topics.length > 0) {
    const storageAccountName = needed('AZURE_STORAGE_ACCOUNT_NAME');
    const parameters = { functionAppName, storageAccountName, topics: topics.map(asParameter) };
    // For some minutes after a deployment Event Grid may not find the function.
    untilAzureKnows(/endpoint (was )?not found|validation|does not exist|could not be found/i, () =>
      tryDeploy('releaseSubscriptions', parameters),
    );
  }
  console.log(`Releases reported by ${sources.length} cluster(s) reach the app.`);
}

function isSubscribed({ name, resourceGroup, subscription }, functionAppName) {
  const { value } = tryAz(
    ...['eventgrid', 'system-topic', 'event-subscription', 'show', '--name', functionAppName],
    ...['--system-topic-name', name, '--resource-group', resourceGroup, '--subscription', subscription],
  );
  return value?.provisioningState === 'Succeeded';
}
