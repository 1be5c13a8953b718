import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const resource = z.looseObject({
  type: z.string(),
  id: z.string(),
  name: z.string(),
  properties: z.looseObject({}).optional(),
});
export type Resource = z.infer<typeof resource>;

/**
 * What the templates deploy with the parameters of `infra/snapshots`, compiled and evaluated by the Bicep CLI;
 * `npm run check` holds the files to the templates.
 */
export class Snapshot {
  readonly text: string;
  readonly resources: readonly Resource[];

  constructor(name: 'everything' | 'least' | 'releaseTopics' | 'releaseSubscriptions') {
    this.text = readFileSync(join(__dirname, '../../infra/snapshots', `${name}.snapshot.json`), 'utf8');
    const read = z.looseObject({ predictedResources: z.array(resource) }).parse(JSON.parse(this.text));
    this.resources = read.predictedResources;
  }

  /** Types compare without case. */
  ofType(type: string): Resource[] {
    return this.resources.filter((each) => each.type.toLowerCase() === type.toLowerCase());
  }

  /** The only one of its type, or that whose name ends so. */
  one(type: string, nameEnd = ''): Resource {
    const found = this.ofType(type).filter(({ name }) => name.endsWith(nameEnd));
    const [first] = found;
    if (first === undefined || found.length > 1) throw new Error(`${found.length} of ${type} ${nameEnd}`);
    return first;
  }

  appSettings(): Record<string, string> {
    return z
      .record(z.string(), z.string())
      .parse(this.one('Microsoft.Web/sites/config', '/appsettings').properties);
  }

  /** Actions of custom roles, by the words after the colon in their names. */
  roles(): Record<string, string[]> {
    const shape = z.looseObject({
      roleName: z.string(),
      permissions: z.array(z.looseObject({ actions: z.array(z.string()), notActions: z.array(z.string()) })),
    });
    const roles = this.ofType('Microsoft.Authorization/roleDefinitions').map(({ properties }) => {
      const { roleName, permissions } = shape.parse(properties);
      return [roleName.replace(/^.*: /, ''), permissions.flatMap(({ actions }) => actions)] as const;
    });
    return Object.fromEntries(roles);
  }
}
