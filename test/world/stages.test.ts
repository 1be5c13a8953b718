import { MemorySystem } from '../support/memorySystem.ts';
import { DAY, ENDED, HOUR, memberStates, MINUTE, NODE_IMAGES, TO_1_33 } from '../support/spokenSystem.ts';

let system: MemorySystem;

const GROUPS = {
  test: ['aks-neu-1'],
  weu: ['aks-weu-1', 'aks-weu-2'],
  eus: ['aks-eus-1', 'aks-eus-2'],
};
const stages = (waitSeconds: number) => [
  { name: 'test', groups: [{ name: 'test' }], afterStageWaitInSeconds: waitSeconds },
  { name: 'production', groups: [{ name: 'weu' }, { name: 'eus' }] },
];

beforeEach(async () => {
  system = MemorySystem.start();
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign(GROUPS);
});
afterEach(async () => {
  await system.close();
});

const time = (text: string | undefined) => Date.parse(text ?? '');
const upgrades = () => system.simulator.record;
const upgradeOf = (name: string) => {
  const found = upgrades().filter(({ clusterResourceId }) => clusterResourceId.endsWith(`/${name}`));
  expect(found).toHaveLength(1);
  return found[0];
};

describe('A run over two stages', () => {
  it('updates every member once and brings it to the planned versions', async () => {
    await system.ok('POST', '/api/runs', {
      name: 'all',
      stages: stages(600),
      managedClusterUpdate: { ...TO_1_33, nodeImageSelection: { type: 'Consistent' } },
      start: true,
    });
    const run = await system.until('all', ENDED);
    expect(run.state).toBe('Completed');
    expect(run.counts).toEqual({ Completed: 5 });
    expect(upgrades()).toHaveLength(5);
    for (const cluster of system.simulator.world.clusters()) expect(cluster.kubernetesVersion).toBe('1.33.2');
  });

  it('starts its second stage only after every group of the first has ended and the hours of its wait are served', async () => {
    await system.ok('POST', '/api/runs', {
      name: 'patient',
      stages: stages(12 * 3600),
      managedClusterUpdate: NODE_IMAGES,
      start: true,
    });
    const run = await system.until('patient', ENDED, DAY, HOUR);
    expect(run.state).toBe('Completed');
    const wait = run.stages[0]?.afterStageWait;
    expect(wait).toMatchObject({ state: 'Completed', durationInSeconds: 43_200 });
    expect(time(wait?.completedTime) - time(wait?.startTime)).toBeGreaterThanOrEqual(12 * HOUR);
    const firstEnd = upgradeOf('aks-neu-1')?.endedAt;
    for (const name of [...GROUPS.weu, ...GROUPS.eus]) {
      expect(time(upgradeOf(name)?.startedAt) - time(firstEnd)).toBeGreaterThanOrEqual(12 * HOUR);
    }
  });

  it('runs the groups of a stage in parallel and the members of a group one at a time', async () => {
    await system.ok('POST', '/api/runs', {
      name: 'parallel',
      stages: stages(0),
      managedClusterUpdate: NODE_IMAGES,
      start: true,
    });
    await system.until('parallel', ENDED);
    const overlap = (a: string, b: string) =>
      time(upgradeOf(a)?.startedAt) < time(upgradeOf(b)?.endedAt) &&
      time(upgradeOf(b)?.startedAt) < time(upgradeOf(a)?.endedAt);
    expect(overlap('aks-weu-1', 'aks-weu-2')).toBe(false);
    expect(overlap('aks-eus-1', 'aks-eus-2')).toBe(false);
    expect(overlap('aks-weu-1', 'aks-eus-1') || overlap('aks-weu-1', 'aks-eus-2')).toBe(true);
  });

  it('leaves no lock, no Fleet run and no unfinished group behind', async () => {
    await system.ok('POST', '/api/runs', {
      name: 'tidy',
      stages: stages(0),
      managedClusterUpdate: NODE_IMAGES,
      start: true,
    });
    const run = await system.until('tidy', ENDED);
    expect(system.simulator.world.updateRuns()).toEqual([]);
    await system.ok('POST', '/api/runs', {
      name: 'after',
      stages: stages(0),
      managedClusterUpdate: NODE_IMAGES,
      start: true,
    });
    const after = await system.until('after', ENDED, 10 * MINUTE);
    expect([run.state, after.state]).toEqual(['Completed', 'Skipped']);
  });
});

describe('Node images', () => {
  const images = () => system.simulator.world.clusters().map(({ nodeImages }) => nodeImages['system']);

  it('are one version per family over all regions with Consistent', async () => {
    await system.ok('POST', '/api/runs', {
      name: 'consistent',
      stages: stages(0),
      managedClusterUpdate: { ...NODE_IMAGES, nodeImageSelection: { type: 'Consistent' } },
      start: true,
    });
    const run = await system.until('consistent', ENDED);
    expect(new Set(images())).toEqual(new Set(['AKSUbuntu-2204gen2containerd-202508.06.0']));
    expect(run.selectedNodeImageVersions).toContainEqual({
      version: 'AKSUbuntu-2204gen2containerd-202508.06.0',
    });
  });

  it('differ by region with Latest', async () => {
    await system.ok('POST', '/api/runs', {
      name: 'latest',
      managedClusterUpdate: { ...NODE_IMAGES, nodeImageSelection: { type: 'Latest' } },
      start: true,
    });
    const run = await system.until('latest', ENDED);
    expect(run.state).toBe('Completed');
    expect(new Set(images()).size).toBe(3);
    expect(run.stages.map(({ name, groups }) => [name, groups.map((group) => group.name)])).toEqual([
      ['default', ['default']],
    ]);
  });
});

describe('A strategy', () => {
  it('is copied into the run: later edits of it change nothing', async () => {
    const strategy = { stages: stages(3600) };
    await system.ok('PUT', '/api/strategies/standard', strategy);
    const body = { strategy: 'standard', managedClusterUpdate: NODE_IMAGES };
    await system.ok('POST', '/api/runs', { name: 'copied', ...body });
    await system.ok('PUT', '/api/strategies/standard', {
      stages: [{ name: 'other', groups: [{ name: 'weu' }] }],
    });
    await system.ok('POST', '/api/runs/copied/start');
    const run = await system.until('copied', ENDED);
    expect(run.stages.map(({ name }) => name)).toEqual(['test', 'production']);
    expect(memberStates(run)).toEqual({
      'aks-neu-1': 'Completed',
      'aks-weu-1': 'Completed',
      'aks-weu-2': 'Completed',
      'aks-eus-1': 'Completed',
      'aks-eus-2': 'Completed',
    });
  });

  it('can be saved while a run is created from its stages', async () => {
    await system.ok('POST', '/api/runs', {
      name: 'first',
      stages: stages(60),
      saveStrategyAs: 'saved',
      managedClusterUpdate: NODE_IMAGES,
    });
    expect(await system.ok('GET', '/api/strategies/saved')).toMatchObject({ stages: stages(60) });
    await system.ok('POST', '/api/runs', {
      name: 'second',
      strategy: 'saved',
      managedClusterUpdate: NODE_IMAGES,
    });
  });
});

describe('A run over very many stages', () => {
  it('goes through a hundred of them in order', async () => {
    const many = Array.from({ length: 100 }, (_, index) => ({
      name: `stage-${index}`,
      groups: [{ name: index === 0 ? 'test' : index === 99 ? 'weu' : `empty-${index}` }],
    }));
    await system.ok('POST', '/api/runs', {
      name: 'many',
      stages: many,
      managedClusterUpdate: NODE_IMAGES,
      start: true,
    });
    const run = await system.until('many', ENDED);
    expect(run.state).toBe('Completed');
    expect(run.stages.map(({ state }) => state)).toEqual(
      many.map((_, index) => (index === 0 || index === 99 ? 'Completed' : 'Skipped')),
    );
    expect(time(upgradeOf('aks-weu-1')?.startedAt)).toBeGreaterThan(time(upgradeOf('aks-neu-1')?.endedAt));
  });
});
