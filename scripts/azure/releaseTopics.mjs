// After the infrastructure, whose rights this needs: the clusters of RELEASE_SOURCES have a system topic, which may keep
// what cannot be delivered.
import { needed, untilAzureKnows } from './azureCli.mjs';
import { asParameter, releaseSources, tryDeploy } from './topics.mjs';

const sources = releaseSources();
if (sources.length === 0) {
  console.log('RELEASE_SOURCES names no cluster: triggers of kind "release" will hear of nothing.');
} else {
  const known = sources.filter(({ isThere }) => isThere);
  const parameters = {
    storageAccountName: needed('AZURE_STORAGE_ACCOUNT_NAME'),
    newTopics: sources.filter(({ isThere }) => !isThere).map(asParameter),
    knownPrincipals: known.flatMap(({ principalId }) => principalId ?? []),
  };
  untilAzureKnows(/PrincipalNotFound/, () => tryDeploy('releaseTopics', parameters));
  for (const { name } of known.filter((topic) => !topic.principalId)) {
    console.log(`The topic ${name} has no identity: what it cannot deliver is lost.`);
  }
  console.log(
    `${sources.length} cluster(s) report releases, ${known.length} of them by a topic that was there.`,
  );
}
