// Records histories of runs, finished and half-way, that later orchestrators must be able to go on with:
// `npm run record-histories`. Those of a version that was released stay as they are.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { VirtualClock } from '../../src/clock/virtualClock.ts';
import { ApiClient } from '../../src/demo/apiClient.ts';
import { startAzurite } from '../../src/demo/azurite.ts';
import { fleetIdsOf } from '../../src/demo/fleetIds.ts';
import { startSystem } from '../../src/demo/system.ts';
import type { OrchestratorTurn } from '../../src/local/host.ts';
import { liveRunSchema, type RunView } from '../../src/domain/run/runView.ts';
import { demoFleet } from '../../src/simulator/seeds.ts';
import { courseOf, wireAnswer, type RecordedHistory } from './history.ts';

const MINUTE = 60_000;
const LIMIT = 24 * 60 * MINUTE;
const ENDED = ['Completed', 'Failed', 'Stopped', 'Skipped'];
const MEMBERS = ['aks-neu-1', 'aks-weu-1', 'aks-weu-2', 'aks-eus-1', 'aks-eus-2'];

interface Shape {
  readonly stages: readonly {
    readonly name: string;
    readonly groups: readonly string[];
    readonly wait?: number;
  }[];
  readonly scenario?: string;
  readonly play: (player: Player) => Promise<void>;
}
/** What a shape does with its run, which has been started. */
interface Player {
  readonly command: (name: 'start' | 'stop') => Promise<void>;
  readonly until: (reached: (run: RunView) => boolean) => Promise<void>;
}

const GROUPS = { test: ['aks-neu-1'], weu: ['aks-weu-1', 'aks-weu-2'], eus: ['aks-eus-1', 'aks-eus-2'] };
const TWO_STAGES = [
  { name: 'test', groups: ['test'], wait: 600 },
  { name: 'production', groups: ['weu', 'eus'] },
];
const toEnd = (player: Player) => player.until(({ state }) => ENDED.includes(state));

const SHAPES: Readonly<Record<string, Shape>> = {
  'five-members': { stages: TWO_STAGES, play: toEnd },
  failure: { stages: TWO_STAGES, scenario: 'upgrade-fails', play: toEnd },
  'stopped-and-second-attempt': {
    stages: TWO_STAGES,
    play: async (player) => {
      await player.until(({ stages }) => stages[1]?.state === 'Running');
      await player.command('stop');
      await toEnd(player);
      await player.command('start');
      await toEnd(player);
    },
  },
  'wait-in-progress': {
    stages: TWO_STAGES,
    play: (player) => player.until(({ stages }) => stages[0]?.afterStageWait?.state === 'Running'),
  },
  'groups-in-progress': {
    stages: TWO_STAGES,
    play: (player) => player.until(({ stages }) => stages[1]?.state === 'Running'),
  },
  'twelve-stages': {
    stages: Array.from({ length: 12 }, (_, at) => ({
      name: `stage-${at}`,
      groups: [at < 5 ? `one-${at}` : `none-${at}`],
    })),
    play: toEnd,
  },
};

const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync('package.json', 'utf8')));
const folder = join('test/replay/histories', version);
mkdirSync(folder, { recursive: true });
const azurite = await startAzurite({ accounts: Object.keys(SHAPES).map(accountOf) });
try {
  for (const [name, shape] of Object.entries(SHAPES)) {
    const file = join(folder, `${name}.json`);
    if (existsSync(file)) console.log(`${file} stays as it is: delete it to record it again.`);
    else
      writeFileSync(
        file,
        `[\n${(await record(name, shape)).map((each) => JSON.stringify(each)).join(',\n')}\n]\n`,
      );
  }
} finally {
  await azurite.close();
}

function accountOf(name: string): string {
  return `rec${name.replaceAll('-', '').slice(0, 20)}`;
}

async function record(name: string, { stages, scenario, play }: Shape): Promise<RecordedHistory[]> {
  const clock = new VirtualClock('2026-03-02T08:00:00Z');
  const newest = new Map<string, OrchestratorTurn>();
  const system = await startSystem({
    clock,
    seed: demoFleet,
    fleets: fleetIdsOf(demoFleet),
    ...(scenario !== undefined && { scenario }),
    tablesConnectionString: azurite.connectionString(accountOf(name)),
    onTurn: (turn) => void newest.set(/"ExecutionId":"([^"]+)"/.exec(turn.payload)?.[1] ?? '', turn),
  });
  const api = new ApiClient(system.origin);
  const call = (method: string, path: string, body?: unknown) => api.call(method, path, z.unknown(), body);
  await call('GET', '/api/members?refresh=true');
  const groups =
    name === 'twelve-stages' ? Object.fromEntries(MEMBERS.map((each, at) => [`one-${at}`, [each]])) : GROUPS;
  for (const [group, members] of Object.entries(groups))
    await call('POST', '/api/members/assign-group', {
      group,
      members: members.map((each) => ({ fleet: 'demo', name: each })),
    });
  await call('POST', '/api/runs', {
    name: 'recorded',
    start: true,
    managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' } },
    stages: stages.map(({ name: stage, groups: named, wait }) => ({
      name: stage,
      groups: named.map((group) => ({ name: group })),
      ...(wait !== undefined && { afterStageWaitInSeconds: wait }),
    })),
  });
  await play({
    command: async (command) => {
      await call('POST', `/api/runs/recorded/${command}`);
    },
    until: async (reached) => {
      const deadline = clock.now() + LIMIT;
      while (!reached(await api.call('GET', '/api/runs/recorded', liveRunSchema))) {
        if (clock.now() > deadline) throw new Error(`${name} does not get there.`);
        await clock.advance(MINUTE / 2);
      }
    },
  });
  await clock.settle();
  await system.close();
  return distinct([...newest.values()].map(historyOf));
}

function historyOf({ name, payload, answer }: OrchestratorTurn): RecordedHistory {
  const trigger = z
    .looseObject({ instanceId: z.string(), history: z.array(z.looseObject({ EventType: z.number() })) })
    .parse(JSON.parse(payload));
  return { orchestrator: name, instanceId: trigger.instanceId, trigger, answer: wireAnswer(answer) };
}

/** Rounds are much alike: of histories with the same course, but for the ids of children, one is enough. */
function distinct(histories: readonly RecordedHistory[]): RecordedHistory[] {
  const byCourse = new Map(
    histories.map((each) => {
      const { steps, isDone } = courseOf(each.answer);
      const withoutIds = JSON.stringify([each.orchestrator, steps, isDone], (key, value: unknown) =>
        key === 'instanceId' ? undefined : value,
      );
      return [withoutIds, each];
    }),
  );
  return [...byCourse.values()];
}
