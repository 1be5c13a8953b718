import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const root = join(__dirname, '../..');
const stateShape = z.looseObject({
  calls: z.array(z.string()).default([]),
  apps: z
    .array(
      z.looseObject({
        displayName: z.string(),
        appRoles: z.array(z.looseObject({ value: z.string() })).optional(),
        api: z.looseObject({}).optional(),
        identifierUris: z.array(z.string()).optional(),
        groupMembershipClaims: z.string().nullish(),
      }),
    )
    .default([]),
  principals: z.array(z.unknown()).default([]),
  credentials: z
    .array(z.looseObject({ name: z.string(), subject: z.string(), issuer: z.string() }))
    .default([]),
  deployments: z
    .array(z.looseObject({ template: z.string(), parameters: z.record(z.string(), z.looseObject({})) }))
    .default([]),
  env: z.record(z.string(), z.string()).default({}),
});

export const FLEET = '/subscriptions/sub/resourceGroups/rg/providers/Microsoft.ContainerService/fleets/prod';
export const CLUSTERS =
  '/subscriptions/clusters/resourceGroups/rg-c/providers/Microsoft.ContainerService/managedClusters';
/** The environment of azd before anything was made, */
export const NEEDED = {
  AZURE_ENV_NAME: 'prod',
  AZURE_SUBSCRIPTION_ID: 'sub',
  AZURE_LOCATION: 'westeurope',
  FLEETS: JSON.stringify({ prod: FLEET }),
};
/** and after it. */
export const PROVISIONED = {
  ...NEEDED,
  AUTH_CLIENT_ID: 'app-id',
  AZURE_IDENTITY_PRINCIPAL_ID: 'identity',
  SERVICE_API_ENDPOINT: 'https://app.example',
  AZURE_RESOURCE_GROUP: 'rg-prod',
  AZURE_FUNCTION_APP_NAME: 'func-x',
  AZURE_STORAGE_ACCOUNT_NAME: 'st',
};

/** A folder with an `az` and an `azd` that keep to themselves what they are asked. */
export class StandIns {
  readonly folder = mkdtempSync(join(tmpdir(), 'fleet-updates-hooks-'));

  constructor(tools: readonly ('az' | 'azd')[] = ['az', 'azd']) {
    const script = join(this.folder, 'stand-in.mjs');
    copyFileSync(join(__dirname, 'standIn.mjs'), script);
    for (const tool of tools) {
      const path = join(this.folder, tool);
      writeFileSync(path, `#!/bin/sh\nexec "${process.execPath}" "${script}" ${tool} "$@"\n`);
      chmodSync(path, 0o755);
    }
  }

  /** Says how Azure is. */
  given(state: Readonly<Record<string, unknown>>): void {
    writeFileSync(this.#file, JSON.stringify({ ...this.#read(), ...state }));
  }

  /** Runs a script of scripts/azure as azd does: exit code and all that it said. */
  run(script: string, variables: Readonly<Record<string, string>>, ...args: readonly string[]) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, 'scripts/azure', script), ...args],
      {
        cwd: root,
        encoding: 'utf8',
        env: { PATH: `${this.folder}:/usr/bin:/bin`, HOOK_RETRY_SECONDS: '0', ...variables },
      },
    );
    return { status, said: `${stdout}${stderr}` };
  }

  get state() {
    return stateShape.parse(this.#read());
  }

  end(): void {
    rmSync(this.folder, { recursive: true });
  }

  get #file() {
    return join(this.folder, 'state.json');
  }

  #read(): Record<string, unknown> {
    if (!existsSync(this.#file)) return {};
    return z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(this.#file, 'utf8')));
  }
}
