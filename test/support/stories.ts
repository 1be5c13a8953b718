import type { RolloutPolicy, StageDefinition } from '../../src/domain/plan/updateSpec.ts';
import { gatesOfRun } from '../../src/domain/gate/gateView.ts';
import { clusterKey } from '../../src/domain/group/lock.ts';
import { mostAtOnce as mostSpansAtOnce } from '../../src/rehearsal/figures.ts';
import type { App } from '../../src/ports/app.ts';
import type { Unknowns } from '../../src/simulator/unknowns.ts';
import { memberStates, NODE_IMAGES, type Answer, type RunAnswer, type SpokenSystem } from './spokenSystem.ts';

export const ALL = ['aks-eus-1', 'aks-eus-2', 'aks-neu-1', 'aks-weu-1', 'aks-weu-2'];

/** What is posted behind the run's path, or other limits of the run. */
type Command = string | { readonly policy: RolloutPolicy & { readonly stages?: object } };
type Call = (method: string, path: string, body?: unknown) => Promise<Answer>;

/** A story that is told again and again, with a blow in another place each time: in memory, or on the real SDKs. */
export interface Story {
  readonly name: string;
  /** Where the members are, and how they are updated; two stages and one by one in a group unless said. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  readonly stages?: readonly StageDefinition[];
  readonly policy?: RolloutPolicy;
  /** App settings beside those of every test. */
  readonly settings?: Readonly<Record<string, string>>;
  /** So many clusters are upgraded at once, at most. */
  readonly most?: number;
  /** What of Fleet Manager nobody knows. */
  readonly unknowns?: Partial<Unknowns>;
  /** Before the run is started. A blow may fall on its calls, which then are made again. */
  readonly prepare?: (system: SpokenSystem, call: Call) => unknown;
  /** What the operator does on seeing the run so; asked after every step. The same call may be made twice. */
  readonly operate: (run: RunAnswer) => readonly Command[];
  readonly isOver: (run: RunAnswer) => boolean;
  /** A blow falls on each n-th side effect only: what is told takes long. */
  readonly everyNth?: number;
  /** How often each cluster is upgraded, failures too. */
  readonly upgrades: readonly string[];
  /** How the members end that do not end Completed. */
  readonly states?: Readonly<Record<string, string>>;
}

const startAgain = ({ state }: RunAnswer): Command[] =>
  ['NotStarted', 'Failed', 'Stopped'].includes(state) ? ['start'] : [];
const isCompleted = ({ state }: RunAnswer) => state === 'Completed';

/** May be stopped by somebody, and is started again then; were it to fail, it would stay so. */
export const STRAIGHT: Story = {
  name: 'A run that nothing hinders',
  operate: ({ state }) => (['NotStarted', 'Stopped'].includes(state) ? ['start'] : []),
  isOver: isCompleted,
  upgrades: ALL,
};

export const TROUBLED: Story = {
  name: 'A run that fails at a member, is stopped half-way, and ends at the third attempt',
  prepare: ({ simulator: { world } }) => {
    world.failUpgrades('aks-weu-1');
    world.setUpgradeSeconds('aks-eus-1', 90);
  },
  operate: (run) => {
    const isHalfWay = run.attempt === 2 && run.stages[1]?.state === 'Running';
    return isHalfWay && run.state === 'Running' ? ['stop'] : startAgain(run);
  },
  isOver: isCompleted,
  upgrades: [...ALL, 'aks-weu-1'].toSorted(),
};

const SKIPPED: Story = {
  name: 'A run in which a member and a group are skipped before the start',
  prepare: (_system, call) => {
    const targets = [
      { type: 'Member', name: 'aks-weu-1' },
      { type: 'Group', name: 'weu' },
    ];
    return call('POST', '/api/runs/run/skip', { targets });
  },
  operate: startAgain,
  isOver: isCompleted,
  upgrades: ['aks-eus-1', 'aks-eus-2', 'aks-neu-1'],
  states: { 'aks-weu-1': 'Skipped', 'aks-weu-2': 'Skipped' },
};

const BESIDE: Story = {
  name: 'A run beside another over the same members',
  prepare: (_system, call) =>
    call('POST', '/api/runs', { name: 'other', managedClusterUpdate: NODE_IMAGES, start: true }),
  operate: startAgain,
  isOver: ({ state }) => ['Completed', 'Skipped'].includes(state),
  upgrades: ALL,
};

const THREE_AT_ONCE: Pick<Story, 'groups' | 'stages'> = {
  groups: { test: ['aks-neu-1'], rest: ['aks-eus-1', 'aks-eus-2', 'aks-weu-1', 'aks-weu-2'] },
  stages: [
    { name: 'test', groups: [{ name: 'test' }] },
    { name: 'production', groups: [{ name: 'rest', maxConcurrency: '3' }] },
  ],
};

const IN_LANES: Story = {
  ...STRAIGHT,
  ...THREE_AT_ONCE,
  name: 'A run in three lanes, whose Fleet runs take in whoever joins',
  unknowns: { membersFixed: 'never' },
};

const TROUBLED_IN_LANES: Story = {
  ...TROUBLED,
  ...THREE_AT_ONCE,
  name: 'A run in three lanes that fails at a member, is stopped half-way, and ends at the third attempt',
  everyNth: 2,
  unknowns: { membersFixed: 'never' },
};

/** Two runs over the same members: each wants the places, and the locks, that the other has. */
const IN_PLACES: Story = {
  ...BESIDE,
  name: 'A run in lanes beside another, with two places in its stage and two in the fleet for both',
  groups: { one: ['aks-eus-1', 'aks-eus-2', 'aks-neu-1'], two: ['aks-weu-1', 'aks-weu-2'] },
  stages: [
    {
      name: 'production',
      maxConcurrency: '2',
      groups: [
        { name: 'one', maxConcurrency: '3' },
        { name: 'two', maxConcurrency: '2' },
      ],
    },
  ],
  settings: { MAX_CONCURRENT_UPDATES: '2' },
  most: 2,
  everyNth: 5,
};

/** A window that opens ten minutes after the world begins. */
const LATE_WINDOW = {
  schedule: { daily: { intervalDays: 1 } },
  durationHours: 4,
  utcOffset: '+00:00',
  startDate: '2026-01-01',
  startTime: '08:10',
};

const PAUSED: Story = {
  ...STRAIGHT,
  ...THREE_AT_ONCE,
  name: 'A run in which a slice is paused for a closed window',
  everyNth: 5,
  prepare: ({ simulator: { world } }) => {
    world.setMaintenanceWindow('aks-eus-1', 'aksManagedNodeOSUpgradeSchedule', LATE_WINDOW);
  },
};

const approval = (name: string) => ({ type: 'Approval', name }) as const;
const health = (name: string) =>
  ({
    type: 'Health',
    name,
    checks: [{ type: 'Clusters' }, { type: 'ResourceHealth' }],
    soakInSeconds: 120,
    timeoutInSeconds: 7200,
  }) as const;

const LIMITS = { maxConcurrency: '2', stages: { production: { maxAllowedFailures: '1' } } };

const GATED: Story = {
  name: 'A run through approvals, health and a time, one of which is rejected at first, with other limits meanwhile',
  groups: { test: ['aks-neu-1'], weu: ['aks-weu-2'], eus: ['aks-eus-1'] },
  stages: [
    {
      name: 'test',
      groups: [{ name: 'test' }],
      afterGates: [approval('well'), health('healthy')],
      afterStageWaitInSeconds: 60,
    },
    {
      name: 'production',
      beforeGates: [
        approval('go'),
        { type: 'ScheduledStart', name: 'late', notBefore: '2026-03-02T08:20:00Z' },
      ],
      groups: [
        { name: 'weu', beforeGates: [approval('weu')] },
        { name: 'eus', afterGates: [health('soak'), approval('eus')] },
      ],
    },
  ],
  operate: (run) => {
    const pending = gatesOfRun(run).filter(({ type, state }) => type === 'Approval' && state === 'Pending');
    const verb = (name: string) => (name === 'eus' && run.attempt === 1 ? 'reject' : 'approve');
    const limits: Command[] = pending.some(({ name }) => name === 'go') ? [{ policy: LIMITS }] : [];
    return [...startAgain(run), ...limits, ...pending.map(({ id, name }) => `gates/${id}/${verb(name)}`)];
  },
  isOver: isCompleted,
  upgrades: ['aks-eus-1', 'aks-neu-1', 'aks-weu-2'],
};

const RULED: Story = {
  ...STRAIGHT,
  ...THREE_AT_ONCE,
  name: 'A run that passes over a stopped cluster and waits for a busy one',
  policy: { onStoppedCluster: 'Skip', busyClusterWaitInSeconds: 3600 },
  everyNth: 5,
  prepare: ({ simulator: { world } }) => {
    world.setPower('aks-eus-2', 'Stopped');
    world.setBusy('aks-weu-1', 900);
  },
  upgrades: ALL.filter((name) => name !== 'aks-eus-2'),
  states: { 'aks-eus-2': 'Skipped' },
};

/** A command as a call; made twice, it is the same. */
export const callOf = (command: Command): [method: string, path: string, body?: unknown] =>
  typeof command === 'string'
    ? ['POST', `/api/runs/run/${command}`]
    : ['PATCH', '/api/runs/run/policy', command.policy];

export const STORIES = [
  STRAIGHT,
  TROUBLED,
  SKIPPED,
  BESIDE,
  IN_LANES,
  TROUBLED_IN_LANES,
  IN_PLACES,
  PAUSED,
  GATED,
  RULED,
];

const GROUPS = {
  test: ['aks-neu-1', 'aks-weu-1'],
  weu: ['aks-weu-2'],
  eus: ['aks-eus-1', 'aks-eus-2'],
};
const STAGES: readonly StageDefinition[] = [
  { name: 'test', groups: [{ name: 'test' }], afterStageWaitInSeconds: 60 },
  { name: 'production', groups: [{ name: 'weu' }, { name: 'eus' }] },
];

/** What is there before the story begins: groups, and a run over them. */
export async function setTheScene(system: SpokenSystem, { groups, stages, policy }: Story): Promise<void> {
  for (const name of ALL) system.simulator.world.setUpgradeSeconds(name, 5);
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign(groups ?? GROUPS);
  await system.ok('POST', '/api/runs', {
    name: 'run',
    stages: stages ?? STAGES,
    managedClusterUpdate: NODE_IMAGES,
    ...(policy && { policy }),
  });
}

/** How many upgrades were under way together, at most. */
export const mostAtOnce = ({ simulator: { record } }: Pick<SpokenSystem, 'simulator'>): number =>
  mostSpansAtOnce(record);

/** What is not as it should be once the story is over; empty when all is. */
export async function differences(
  system: SpokenSystem,
  story: Story,
  { locks, places, assignments, runs }: Pick<App, 'locks' | 'places' | 'assignments' | 'runs'>,
): Promise<string[]> {
  const run = await system.run('run');
  const wanted = (await assignments.list(['demo'])).filter((row) => row.wanted !== undefined);
  const unexpected = Object.entries(memberStates(run)).filter(
    ([name, state]) => story.prepare !== BESIDE.prepare && state !== (story.states?.[name] ?? 'Completed'),
  );
  return [
    ...(story.isOver(run) ? [] : [`The run is ${run.state}.`]),
    ...unexpected.map(([name, state]) => `${name} is ${state}.`),
    ...(system.upgraded().join() === story.upgrades.join()
      ? []
      : [`Upgraded: ${system.upgraded().join(', ')}.`]),
    ...(mostAtOnce(system) <= (story.most ?? Infinity) ? [] : [`${mostAtOnce(system)} at once.`]),
    ...(await places.all()).map(({ scope }) => `A place is left in ${scope}.`),
    ...(await locks.all()).map((lock) => `A lock is left: ${clusterKey(lock.clusterResourceId)}.`),
    ...wanted.map(({ member }) => `A group is on its way: ${member}.`),
    ...system.simulator.world.updateRuns().map(({ name, state }) => `Fleet run ${name} is left ${state}.`),
    ...((await runs.unfinished()).length === 0 ? [] : ['A run counts as unfinished.']),
  ];
}
