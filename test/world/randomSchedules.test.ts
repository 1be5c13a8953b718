import fc from 'fast-check';
import { policyViewSchema, type PolicyView } from '../../src/domain/run/policyPatch.ts';
import { DAYS } from '../../src/domain/time/calendar.ts';
import { demoFleet } from '../../src/simulator/seeds.ts';
import type { Seed, SeedCluster } from '../../src/simulator/seed.ts';
import { MemorySystem } from '../support/memorySystem.ts';
import { ENDED, MINUTE, NODE_IMAGES, type SpokenSystem } from '../support/spokenSystem.ts';
import { violations, type Accepted } from './invariants.ts';
import { newListener } from './toldOfRuns.ts';

/** How many schedules; raise it for a long night: `SCHEDULES=2000 npm test -- test/world/random`. */
const SCHEDULES = Number(process.env['SCHEDULES'] ?? 200);
const STEP = 45_000;
const MOST_STEPS = 400;

interface Schedule {
  /** By member: its group, its upgrade's seconds, how often its upgrade fails. */
  readonly members: readonly { readonly group: number; readonly seconds: number; readonly fails: boolean }[];
  /** Groups by stage, and the wait after it. */
  readonly stages: readonly {
    readonly groups: number;
    readonly wait: number;
    readonly most: string;
    readonly together: string;
    readonly mayFail: string;
    readonly hasWindows: boolean;
  }[];
  readonly policy: {
    readonly mayFail: string;
    readonly strict: boolean;
    /** Of each member, and the delay before. */
    readonly retries: number;
    readonly delay: number;
  };
  /** What the whole run and the fleet, over all runs, may update at once. */
  readonly bounds: { readonly run: string; readonly fleet: string };
  /** When Fleet Manager fixes a run's members is not known. */
  readonly membersFixed: 'atCreate' | 'never';
  readonly commands: readonly Command[];
  readonly faults: { readonly share: number; readonly seed: number };
}
interface Command {
  readonly atStep: number;
  readonly does:
    'stop' | 'start' | 'skipMember' | 'skipGroup' | 'skipWait' | 'secondRun' | 'assign' | 'policy' | 'freeze';
  readonly on: number;
}

const schedule: fc.Arbitrary<Schedule> = fc.record({
  members: fc.array(
    fc.record({
      group: fc.nat({ max: 7 }),
      seconds: fc.integer({ min: 5, max: 400 }),
      fails: fc.boolean(),
    }),
    { minLength: 1, maxLength: 60 },
  ),
  stages: fc.array(
    fc.record({
      groups: fc.integer({ min: 1, max: 3 }),
      wait: fc.constantFrom(0, 60, 300),
      most: fc.constantFrom('', '', '1', '2', '3', '50%'),
      together: fc.constantFrom('', '', '1', '2', '25%'),
      mayFail: fc.constantFrom('', '', '0', '1', '3', '50%'),
      hasWindows: fc.constantFrom(false, false, false, true),
    }),
    {
      minLength: 1,
      maxLength: 4,
    },
  ),
  policy: fc.record({
    mayFail: fc.constantFrom('', '', '2', '10%'),
    strict: fc.constantFrom(false, false, true),
    retries: fc.constantFrom(0, 0, 1, 3),
    delay: fc.constantFrom(0, 60, 600),
  }),
  bounds: fc.record({
    run: fc.constantFrom('', '', '3', '10%'),
    fleet: fc.constantFrom('', '', '1', '2', '4'),
  }),
  membersFixed: fc.constantFrom('atCreate' as const, 'never' as const),
  commands: fc.array(
    fc.record({
      atStep: fc.nat({ max: 40 }),
      does: fc.constantFrom(
        ...(['stop', 'start', 'skipMember', 'skipGroup', 'skipWait', 'secondRun', 'assign'] as const),
        ...(['policy', 'policy', 'freeze'] as const),
      ),
      on: fc.nat({ max: 59 }),
    }),
    { maxLength: 8 },
  ),
  faults: fc.record({ share: fc.constantFrom(0, 0, 0.1, 0.2), seed: fc.nat({ max: 1_000 }) }),
});

const memberName = (index: number) => `m-${String(index).padStart(2, '0')}`;
const groupName = (index: number) => `g-${index}`;

function seedOf({ members }: Schedule): Seed {
  const [fleet] = demoFleet.fleets;
  const cluster = fleet?.members[0]?.cluster;
  if (!fleet || !cluster) throw new Error('The demo fleet is empty.');
  const locations = Object.keys(demoFleet.regions);
  return {
    ...demoFleet,
    fleets: [
      {
        ...fleet,
        members: members.map(({ group, seconds }, index) => {
          const location = locations[index % locations.length] ?? cluster.location;
          const own: SeedCluster = { ...cluster, name: memberName(index), location, upgradeSeconds: seconds };
          return { name: memberName(index), group: groupName(group), cluster: own };
        }),
      },
    ],
  };
}

/** The clock begins at 08:00 on a Monday. */
const WINDOWS = {
  timeZone: 'UTC',
  hours: [
    { days: ['Mon' as const], from: '08:00', to: '08:10' },
    { days: DAYS.slice(), from: '08:20', to: '08:25' },
    { days: DAYS.slice(), from: '09:00', to: '08:00' },
  ],
};

/** What a policy is changed to while the run goes on. Stages and groups that a schedule has not are refused. */
const PATCHES: readonly object[] = [
  { maxConcurrency: '1' },
  { maxConcurrency: null },
  { maxConcurrency: '3', maxAllowedFailures: '50%' },
  { maxAllowedFailures: null },
  { maxAllowedFailures: '1', budgetMode: 'Strict' },
  { budgetMode: null },
  { retries: { count: 2, delayInSeconds: 30 } },
  { retries: null },
  { stages: { 's-0': { maxConcurrency: '1' } } },
  { stages: { 's-0': { maxConcurrency: null, maxAllowedFailures: '2' } } },
  { stages: { 's-0': { groups: { 'g-0': { maxConcurrency: '1' } } } } },
  { stages: { 's-0': { groups: { 'g-0': { maxConcurrency: '4' } } } } },
  { stages: { 's-1': { maxConcurrency: '2', afterStageWaitInSeconds: 30 } } },
  { stages: { 's-1': { afterStageWaitInSeconds: null } } },
];

function policyOf({ policy: { mayFail, strict, retries, delay }, bounds }: Schedule) {
  return {
    ...(bounds.run !== '' && { maxConcurrency: bounds.run }),
    ...(mayFail !== '' && { maxAllowedFailures: mayFail }),
    ...(strict && { budgetMode: 'Strict' as const }),
    ...(retries > 0 && { retries: { count: retries, delayInSeconds: delay } }),
  };
}

function stagesOf({ stages }: Schedule) {
  let next = 0;
  return stages.map(({ groups, wait, most, together, mayFail, hasWindows }, index) => ({
    name: `s-${index}`,
    groups: Array.from({ length: groups }, () => ({
      name: groupName(next++),
      ...(most !== '' && { maxConcurrency: most }),
    })),
    ...(together !== '' && { maxConcurrency: together }),
    ...(mayFail !== '' && { maxAllowedFailures: mayFail }),
    ...(hasWindows && { startWindows: WINDOWS }),
    afterStageWaitInSeconds: wait,
  }));
}

/** Plays it to its end: whatever was stopped or failed is started again in the end, with nothing failing any more. */
async function play(given: Schedule): Promise<readonly string[]> {
  const { fleet } = given.bounds;
  const policy = policyOf(given);
  const listener = newListener();
  const system = MemorySystem.start(
    { seed: seedOf(given), unknowns: { membersFixed: given.membersFixed }, receiver: listener },
    { ...listener.settings, ...(fleet !== '' && { MAX_CONCURRENT_UPDATES: fleet }) },
  );
  try {
    const { world, faults } = system.simulator;
    given.members.forEach(({ fails }, index) => {
      if (fails && index % 5 === 0) world.failUpgrades(memberName(index));
    });
    await system.ok('GET', '/api/members?refresh=true');
    await listener.follow(system);
    const body = { stages: stagesOf(given), policy, managedClusterUpdate: NODE_IMAGES };
    await system.ok('POST', '/api/runs', { ...body, name: 'run', start: true });
    const { share, seed } = given.faults;
    if (share > 0)
      faults.add({ operation: '*', share: { of: share, seed }, effect: { kind: 'status', status: 503 } });
    const accepted: Accepted[] = [
      { at: 0, what: 'policy', policy: await policyNow(system) },
      { at: system.clock.now(), what: 'start' },
    ];
    for (let step = 0; step < 45; step += 1) {
      for (const command of given.commands.filter(({ atStep }) => atStep === step)) {
        accepted.push(...(await obey(system, given, command)));
      }
      await system.clock.advance(STEP);
    }
    faults.clear();
    const names = (await system.call('GET', '/api/runs/second')).status === 200 ? ['run', 'second'] : ['run'];
    for (const name of names) accepted.push(...(await finish(system, name)));
    // A Fleet run whose deletion was refused again and again is left to reconcile.
    await system.clock.advance(16 * MINUTE);
    const bounds = fleet === '' ? {} : { fleet: Number(fleet) };
    return [
      ...(await violations(system, stagesOf(given), accepted, names, bounds)),
      ...(await listener.differences(system, names)),
    ];
  } finally {
    await system.close();
  }
}

async function policyNow(system: SpokenSystem): Promise<PolicyView> {
  return policyViewSchema.parse(await system.ok('GET', '/api/runs/run/policy'));
}

async function obey(system: SpokenSystem, given: Schedule, { does, on }: Command): Promise<Accepted[]> {
  const member = memberName(on % given.members.length);
  const skip = (type: string, name: string) =>
    system.call('POST', '/api/runs/run/skip', { targets: [{ type, name }] });
  const at = system.clock.now();
  switch (does) {
    case 'stop':
    case 'start': {
      const { status } = await system.call('POST', `/api/runs/run/${does}`);
      return status === 202 ? [{ at, what: does }] : [];
    }
    case 'skipMember':
      await skip('Member', member);
      return [];
    case 'skipGroup':
      await skip('Group', groupName(on % 8));
      return [];
    case 'skipWait':
      await skip('AfterStageWait', `s-${on % 4}`);
      return [];
    case 'assign':
      await system.call('POST', '/api/members/assign-group', {
        members: [{ fleet: 'demo', name: member }],
        group: groupName(on % 8),
      });
      return [];
    case 'policy': {
      const patch = PATCHES[on % PATCHES.length];
      const { status } = await system.call('PATCH', '/api/runs/run/policy', patch);
      return status === 200 ? [{ at, what: 'policy', policy: await policyNow(system) }] : [];
    }
    case 'freeze': {
      const [from, to] = [at, at + 10 * MINUTE].map((time) => new Date(time).toISOString().slice(0, 16));
      const freeze = { timeZone: 'UTC', dates: [{ from, to }], reason: 'Random' };
      const { status } = await system.call('PUT', `/api/freezes/f-${on}-${at}`, freeze);
      return status === 201 ? [{ at, what: 'freeze', until: Date.parse(`${to}Z`) }] : [];
    }
    case 'secondRun':
      await system.call('POST', '/api/runs', {
        name: 'second',
        managedClusterUpdate: NODE_IMAGES,
        start: true,
      });
      return [];
  }
}

async function finish(system: SpokenSystem, name: string): Promise<Accepted[]> {
  const accepted: Accepted[] = [];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const { state } = await system.run(name);
    if (state === 'Failed' || state === 'Stopped') {
      const at = system.clock.now();
      const { status } = await system.call('POST', `/api/runs/${name}/start`);
      if (status === 202 && name === 'run') accepted.push({ at, what: 'start' });
    } else if (ENDED.includes(state)) return accepted;
    await system.clock.advance(2 * MINUTE);
  }
  return accepted;
}

it(`In ${SCHEDULES} random schedules the record of what was upgraded when breaks no promise, and what happened is told`, async () => {
  const property = fc.asyncProperty(schedule, async (given) => {
    expect(await play(given)).toEqual([]);
  });
  // The seed is in the failure's message, with the smallest schedule that shows it.
  await fc.assert(property, { numRuns: SCHEDULES, endOnFailure: SCHEDULES > 50 });
}, 3_600_000);
