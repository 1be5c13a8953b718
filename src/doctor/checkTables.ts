import { StorageTable } from '../azure/tables/storageTable.ts';
import type { TableConnection } from '../azure/tables/tableClients.ts';
import { tableStores } from '../azure/tables/tableStores.ts';
import { webhookSecretsOf } from '../contracts/settings.ts';
import type { Trigger } from '../domain/trigger/trigger.ts';
import { secretErrors } from '../domain/trigger/webhookKeys.ts';
import { examined, fine, missing, type Finding } from './finding.ts';

const REMEDIES = {
  forbidden:
    'Assign "Storage Table Data Contributor" at the storage account, and let this machine through its network rules',
  silent: 'Check the address of the tables and the network; of the local system, whether npm start runs',
};

/** Apart from what the app keeps there: it reads the partition of its strategies only. */
const PROBE = { partitionKey: 'doctor', rowKey: 'probe' };

/**
 * Writes a row, reads it and removes it, as everything that the app does needs; then looks in the environment for the
 * settings that the stored triggers name as secrets.
 */
export function checkTables(
  connection: TableConnection,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly Finding[]> {
  const table = new StorageTable(connection, 'Strategies');
  return examined('tables', REMEDIES, async () => {
    await table.putAll([PROBE]);
    const row = await table.read(PROBE);
    await table.remove(PROBE);
    if (!row) return missing('tables', 'a row that was written was not there', 'Run it again, alone');
    const triggers = (await tableStores(connection).triggers.definitions.list()).map(({ value }) => value);
    const secrets = triggers.flatMap((trigger) => secretFindings(trigger, triggers, environment));
    return [fine('tables', 'a row was written, read and removed'), ...secrets];
  });
}

/** A Key Vault reference is as good as its secret here: whether the app can follow it shows only there. */
function secretFindings(
  trigger: Trigger,
  all: readonly Trigger[],
  environment: Readonly<Record<string, string | undefined>>,
): readonly Finding[] {
  if (trigger.kind !== 'webhook') return [];
  const check = `secrets of trigger ${trigger.name}`;
  const named = trigger.webhook.authentication.flatMap((way) => (way.type === 'entra' ? [] : way.secrets));
  const absent = [...new Set(named)].filter((setting) => (environment[setting] ?? '') === '');
  if (absent.length > 0) {
    const remedy = 'Add the app setting, a Key Vault reference to the secret';
    return [missing(check, `not set: ${absent.join(', ')}`, remedy)];
  }
  const values = webhookSecretsOf(environment);
  const [wrong] = secretErrors(trigger.name, trigger.webhook, values, all).filter(({ setting }) =>
    values.has(setting),
  );
  if (!wrong) return [fine(check, 'every setting that it names is there')];
  return [missing(check, wrong.detail, 'Give the trigger a secret of its own of 32 random bytes')];
}
