import { z } from 'zod';
import { MINUTE, NODE_IMAGES, TestSystem, TO_1_33 } from '../support/testSystem.ts';

const NODE_IMAGES_OF = { managedClusterUpdate: NODE_IMAGES };

const planShape = z.looseObject({
  findings: z.array(
    z.looseObject({
      severity: z.string(),
      code: z.string(),
      message: z.string(),
      members: z.array(z.string()).optional(),
    }),
  ),
});

let system: TestSystem;
beforeAll(async () => {
  system = await TestSystem.start();
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({ test: ['aks-neu-1'], production: ['aks-weu-1', 'aks-eus-1'] });
});
afterAll(async () => {
  await system.close();
});

const stagesOf = (...groups: string[]) =>
  groups.map((name) => ({ name: `stage-${name}`, groups: [{ name }] }));
const plan = (body: unknown) => system.call('POST', '/api/plan', body);
const findingsOf = (body: unknown) => planShape.parse(body).findings;

describe('A plan', () => {
  it('shows from and to of every member and the version lock, asks Azure nothing and creates nothing', async () => {
    const requests = () => [...system.simulator.requests.values()].reduce((sum, count) => sum + count, 0);
    const before = requests();
    const { status, body } = await plan({
      stages: stagesOf('test', 'production'),
      managedClusterUpdate: { ...TO_1_33, nodeImageSelection: { type: 'Consistent' } },
    });
    expect(status).toBe(200);
    expect(requests()).toBe(before);
    expect(await system.ok('GET', '/api/runs')).toMatchObject({ value: [] });
    const text = JSON.stringify(body);
    for (const part of ['1.32.6', '1.33.2', 'aks-weu-1', 'AKSUbuntu-2204gen2containerd-202508.06.0'])
      expect(text).toContain(part);
  });

  it.each<[string, object, string, string]>([
    ['a group no member has', { stages: stagesOf('test', 'nobody') }, 'GroupWithoutMembers', 'nobody'],
    ['members in no stage', { stages: stagesOf('test') }, 'MembersInNoStage', 'aks-weu-1'],
  ])('warns of %s', async (_what, body, code, named) => {
    const { body: answer } = await plan({ ...NODE_IMAGES_OF, ...body });
    const found = findingsOf(answer).find((each) => each.code === code);
    expect(found?.severity).toBe('warning');
    expect(JSON.stringify(found)).toContain(named);
  });

  it('refuses a skipped minor version with the members concerned, and a run of it is not created', async () => {
    const body = {
      stages: stagesOf('test'),
      managedClusterUpdate: { upgrade: { type: 'Full', kubernetesVersion: '1.34.0' } },
    };
    const found = findingsOf((await plan(body)).body).find(({ code }) => code === 'MinorVersionSkipped');
    expect(found).toMatchObject({ severity: 'error', members: ['demo/aks-neu-1'] });
    const refused = await system.call('POST', '/api/runs', { ...body, name: 'too-far' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'PlanRefused' } });
    expect((await system.call('GET', '/api/runs/too-far')).status).toBe(404);
  });

  it('says which members are ahead of the target or at it already', async () => {
    const upgrade = { type: 'Full', kubernetesVersion: '1.31.10' };
    const ahead = await plan({ stages: stagesOf('test'), managedClusterUpdate: { upgrade } });
    expect(findingsOf(ahead.body).map(({ code }) => code)).toContain('AheadOfTarget');
    const same = { upgrade: { type: 'ControlPlaneOnly', kubernetesVersion: '1.32.6' } };
    const there = await plan({ stages: stagesOf('test'), managedClusterUpdate: same });
    expect(findingsOf(there.body).map(({ code }) => code)).toContain('AlreadyAtTarget');
  });

  it('says which clusters are stopped', async () => {
    system.simulator.world.setPower('aks-neu-1', 'Stopped');
    // Until then the reading before it is good for all who ask.
    await system.clock.advance(MINUTE);
    await system.ok('GET', '/api/members?refresh=true');
    const { body } = await plan({ stages: stagesOf('test'), ...NODE_IMAGES_OF });
    const found = findingsOf(body).find(({ code }) => code === 'ClusterStopped');
    expect(found?.members).toEqual(['demo/aks-neu-1']);
  });

  it('of a strategy that nobody saved is refused by its name', async () => {
    const answer = await plan({ strategy: 'nobody', ...NODE_IMAGES_OF });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(JSON.stringify(answer.body)).toContain('nobody');
  });
});
