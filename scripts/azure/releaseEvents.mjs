// After the code: events of AKS about releases reach the function, which must be there first.
import { join } from 'node:path';
import { az, needed } from './azureCli.mjs';

const sources = JSON.parse(process.env.RELEASE_SOURCES || '[]');
if (sources.length === 0) {
  console.log('RELEASE_SOURCES names no cluster: triggers of kind "release" will hear of nothing.');
} else {
  az(
    ...['deployment', 'group', 'create', '--name', 'fleet-updates-releases'],
    ...[
      '--resource-group',
      needed('AZURE_RESOURCE_GROUP'),
      '--template-file',
      join('infra', 'releases.bicep'),
    ],
    ...['--parameters', `functionAppName=${needed('AZURE_FUNCTION_APP_NAME')}`],
    `storageAccountName=${needed('AZURE_STORAGE_ACCOUNT_NAME')}`,
    `sources=${JSON.stringify(sources)}`,
  );
  console.log(`Releases reported by ${sources.length} cluster(s) reach the app.`);
}
