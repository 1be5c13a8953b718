import { z } from 'zod';
import { memberViewSchema } from '../../../src/domain/fleet/memberView.ts';
import { MemorySystem } from '../../support/memorySystem.ts';

const listSchema = z.object({ value: z.array(memberViewSchema) });

it('What a later release knows of a node pool stays in the row, and is not shown', async () => {
  const system = MemorySystem.start();
  await system.ok('GET', '/api/members?refresh=true');
  const { inventory } = system.world.app;
  const [member] = (await inventory.read(['demo'])).members;
  if (!member?.cluster) throw new Error('The first member is no cluster.');
  const [pool] = member.cluster.nodePools;
  if (!pool) throw new Error('The cluster has no pool.');
  const later = { ...pool, colour: 'red' };
  await inventory.putMember({ ...member, cluster: { ...member.cluster, nodePools: [later] } });
  const [stored] = (await inventory.read(['demo'])).members;
  expect(stored?.cluster?.nodePools).toEqual([later]);
  // Held to OpenAPI as it is answered.
  const { value } = listSchema.parse(await system.ok('GET', '/api/members'));
  expect(value.find(({ name }) => name === member.name)?.nodePools).toEqual([pool]);
  await system.close();
});
