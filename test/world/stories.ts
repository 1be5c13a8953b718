import type { StageDefinition } from '../../src/domain/plan/updateSpec.ts';
import { clusterKey } from '../../src/domain/group/lock.ts';
import type { MemoryWorldOptions } from '../../src/rehearsal/memoryWorld.ts';
import { DIED, MemorySystem } from '../support/memorySystem.ts';
import { memberStates, MINUTE, NODE_IMAGES, type RunAnswer } from '../support/spokenSystem.ts';

const ALL = ['aks-eus-1', 'aks-eus-2', 'aks-neu-1', 'aks-weu-1', 'aks-weu-2'];
const STEP_MS = 30_000;
/** Of virtual time: far more than a run with one crash takes. */
const MOST_STEPS = 200;

type Command = 'start' | 'stop';

/** A story that is told again and again, with a blow in another place each time. */
export interface Story {
  readonly name: string;
  /** Where the members are, and how they are updated; two stages and one by one in a group unless said. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  readonly stages?: readonly StageDefinition[];
  /** What of Fleet Manager nobody knows. */
  readonly unknowns?: MemoryWorldOptions['unknowns'];
  /** Before the run is started. */
  readonly prepare?: (system: MemorySystem) => Promise<void> | void;
  /** What the operator does on seeing the run so; asked after every step. The same call may be made twice. */
  readonly operate: (run: RunAnswer) => readonly Command[];
  readonly isOver: (run: RunAnswer) => boolean;
  /** A blow falls on each n-th side effect only: what is told takes long. */
  readonly everyNth?: number;
  /** How often each cluster is upgraded, failures too. */
  readonly upgrades: readonly string[];
  /** How the members end. */
  readonly states?: Readonly<Record<string, string>>;
}

const startAgain = ({ state }: RunAnswer): Command[] =>
  ['NotStarted', 'Failed', 'Stopped'].includes(state) ? ['start'] : [];
const isCompleted = ({ state }: RunAnswer) => state === 'Completed';

export const STRAIGHT: Story = {
  name: 'A run that nothing hinders',
  operate: startAgain,
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
  prepare: async (system) => {
    const targets = [
      { type: 'Member', name: 'aks-weu-1' },
      { type: 'Group', name: 'weu' },
    ];
    await again(() => system.call('POST', '/api/runs/run/skip', { targets }));
  },
  operate: startAgain,
  isOver: isCompleted,
  upgrades: ['aks-eus-1', 'aks-eus-2', 'aks-neu-1'],
  states: { 'aks-weu-1': 'Skipped', 'aks-weu-2': 'Skipped' },
};

const BESIDE: Story = {
  name: 'A run beside another over the same members',
  prepare: async (system) => {
    const body = { name: 'other', managedClusterUpdate: NODE_IMAGES, start: true };
    await again(() => system.call('POST', '/api/runs', body));
  },
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

export const STORIES = [STRAIGHT, TROUBLED, SKIPPED, BESIDE, IN_LANES, TROUBLED_IN_LANES, PAUSED];

export interface Told {
  readonly effects: readonly string[];
  /** What is not as it should be; empty when all is. */
  readonly wrong: readonly string[];
}

export interface Telling {
  /** Called at each side effect of the app, with its number, before it takes place. */
  readonly atEffect?: (system: MemorySystem, count: number) => void;
  readonly options?: Partial<MemoryWorldOptions>;
  /** Waited for before every call to a table or to ARM: others may come first. */
  readonly pause?: () => Promise<void>;
}

/** Tells the story to its end and looks at what is left. */
export async function tell(story: Story, { atEffect, options, pause }: Telling = {}): Promise<Told> {
  const effects: string[] = [];
  const counting = { isOn: false };
  const system: MemorySystem = MemorySystem.start({
    ...(story.unknowns && { unknowns: story.unknowns }),
    ...options,
    before: async ({ on, operation }) => {
      await pause?.();
      const isEffect = on === 'arm' ? !operation.startsWith('GET') : ['write', 'remove'].includes(operation);
      if (isEffect && counting.isOn) {
        effects.push(`${on} ${operation}`);
        atEffect?.(system, effects.length);
      }
    },
  });
  try {
    await prepare(system, story);
    counting.isOn = true;
    await story.prepare?.(system);
    await play(system, story);
    counting.isOn = false;
    // Reconcile repairs what a crash left; a lock that nobody releases is believed left after ten minutes.
    await system.clock.advance(16 * MINUTE);
    return { effects, wrong: await differences(system, story) };
  } finally {
    await system.close();
  }
}

async function play(system: MemorySystem, story: Story): Promise<void> {
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const run = await again(() => system.run('run'));
    if (story.isOver(run)) break;
    for (const command of story.operate(run)) {
      await again(() => system.call('POST', `/api/runs/run/${command}`));
    }
    await system.clock.advance(STEP_MS);
  }
  await system.clock.advance(MINUTE);
}

/** A client whose connection is cut off asks again. */
async function again<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Error) || error.message !== DIED) throw error;
    }
  }
}

const GROUPS = {
  test: ['aks-neu-1', 'aks-weu-1'],
  weu: ['aks-weu-2'],
  eus: ['aks-eus-1', 'aks-eus-2'],
};
const STAGES: readonly StageDefinition[] = [
  { name: 'test', groups: [{ name: 'test' }], afterStageWaitInSeconds: 60 },
  { name: 'production', groups: [{ name: 'weu' }, { name: 'eus' }] },
];

async function prepare(system: MemorySystem, story: Story): Promise<void> {
  for (const name of ALL) system.simulator.world.setUpgradeSeconds(name, 5);
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign(story.groups ?? GROUPS);
  const { stages = STAGES } = story;
  await system.ok('POST', '/api/runs', { name: 'run', stages, managedClusterUpdate: NODE_IMAGES });
}

async function differences(system: MemorySystem, story: Story): Promise<string[]> {
  const run = await system.run('run');
  const { app } = system.world;
  const wanted = (await app.assignments.list(['demo'])).filter((row) => row.wanted !== undefined);
  const unexpected = Object.entries(memberStates(run)).filter(
    ([name, state]) => story !== BESIDE && state !== (story.states?.[name] ?? 'Completed'),
  );
  return [
    ...(story.isOver(run) ? [] : [`The run is ${run.state}.`]),
    ...unexpected.map(([name, state]) => `${name} is ${state}.`),
    ...(system.upgraded().join() === story.upgrades.join()
      ? []
      : [`Upgraded: ${system.upgraded().join(', ')}.`]),
    ...(await app.locks.all()).map((lock) => `A lock is left: ${clusterKey(lock.clusterResourceId)}.`),
    ...wanted.map(({ member }) => `A group is on its way: ${member}.`),
    ...system.simulator.world.updateRuns().map(({ name, state }) => `Fleet run ${name} is left ${state}.`),
    ...((await app.runs.unfinished()).length === 0 ? [] : ['A run counts as unfinished.']),
  ];
}
