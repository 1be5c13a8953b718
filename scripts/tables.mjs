// Copies the app's tables to files and back (docs/operations.md). Types of properties are kept. An import writes into
// empty tables only: rows of two backups mixed would be no state that ever was.
import { TableClient } from '@azure/data-tables';
import { DefaultAzureCredential } from '@azure/identity';
import { createReadStream, createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';

const TABLES = [
  'Runs',
  'Commands',
  'Triggers',
  'Locks',
  'Places',
  'Inventory',
  'Assignments',
  'Strategies',
  'Resources',
  'Deliveries',
  'Audit',
];
/** A deleted table's name is free after half a minute or more. */
const RETRY_SECONDS = Number(process.env.TABLES_RETRY_SECONDS ?? 10);
const TRIES = 60;
const USAGE = `npm run tables -- export|import FOLDER
Environment: TABLES_ENDPOINT (with az login) or TABLES_CONNECTION_STRING`;

const [command, folder] = process.argv.slice(2);
const { TABLES_ENDPOINT, TABLES_CONNECTION_STRING } = process.env;
const place = TABLES_ENDPOINT ?? TABLES_CONNECTION_STRING;
if (!['export', 'import'].includes(command) || folder === undefined || place === undefined) {
  console.error(USAGE);
  process.exit(2);
}
try {
  await (command === 'export' ? exportAll() : importAll());
} catch (error) {
  console.error(`${error.message}`);
  process.exit(1);
}

async function exportAll() {
  mkdirSync(folder, { recursive: true });
  for (const table of TABLES) {
    const file = createWriteStream(fileOf(table));
    let count = 0;
    for await (const row of rowsOf(table)) {
      // Storage's own, which it makes anew.
      delete row.etag;
      delete row.timestamp;
      file.write(`${JSON.stringify(row)}\n`);
      count += 1;
    }
    await finished(file.end());
    console.log(`${table}: ${count} rows`);
  }
}

async function importAll() {
  const given = TABLES.filter((table) => existsSync(fileOf(table)));
  if (given.length === 0) throw new Error(`${folder} holds no export.`);
  for (const table of given) {
    for await (const row of rowsOf(table)) {
      throw new Error(`The table ${table} is not empty (${row.partitionKey}): nothing was imported.`);
    }
  }
  for (const table of given) {
    const client = clientOf(table);
    await createWhenFree(client, table);
    let count = 0;
    for await (const line of createInterface({ input: createReadStream(fileOf(table)) })) {
      await client.createEntity(JSON.parse(line));
      count += 1;
    }
    console.log(`${table}: ${count} rows`);
  }
}

/** A table that was just deleted keeps its name for a while, in which Azure answers TableBeingDeleted. */
async function createWhenFree(client, table) {
  for (let tries = 1; ; tries += 1) {
    try {
      await client.createTable();
      return;
    } catch (error) {
      if (!isBeingDeleted(error) || tries === TRIES) throw error;
      console.log(`${table} is still being deleted; tried again in ${RETRY_SECONDS} s.`);
      await setTimeout(RETRY_SECONDS * 1000);
    }
  }
}

function isBeingDeleted({ statusCode, message }) {
  return statusCode === 409 && message.includes('TableBeingDeleted');
}

/** None of a table that is not there: the app makes one at its first use. */
async function* rowsOf(table) {
  try {
    yield* clientOf(table).listEntities({ disableTypeConversion: true });
  } catch (error) {
    if (error.statusCode !== 404 && !isBeingDeleted(error)) throw error;
  }
}

function clientOf(table) {
  if (TABLES_ENDPOINT) return new TableClient(TABLES_ENDPOINT, table, new DefaultAzureCredential());
  return TableClient.fromConnectionString(TABLES_CONNECTION_STRING, table, { allowInsecureConnection: true });
}

function fileOf(table) {
  return join(folder, `${table}.jsonl`);
}
