import { healthOn } from '../azure/health/healthOn.ts';
import { storesOn } from '../azure/tables/tableStores.ts';
import type { Clock } from '../clock/clock.ts';
import { memoryAsking } from '../memory/memoryAsking.ts';
import { memoryClusterGateway } from '../memory/memoryClusterGateway.ts';
import { memoryFleetGateway } from '../memory/memoryFleetGateway.ts';
import { memoryOutbound } from '../memory/memoryOutbound.ts';
import { MemoryOrchestrations, type ActivityProcess } from '../memory/memoryOrchestrations.ts';
import { MemoryTable, type BeforeEffect, type MemoryAccount } from '../memory/memoryTable.ts';
import { simulatedArm, type SimulatedArm } from '../memory/simulatedArm.ts';
import type { AppSettings, DurableApp } from '../ports/app.ts';
import type { HealthGateway } from '../ports/healthGateway.ts';
import type { Outbound } from '../ports/outbound.ts';
import {
  simulateAzure,
  type SimulatedAzure,
  type SimulatedAzureOptions,
} from '../simulator/simulatedAzure.ts';
import { activitiesOf, ORCHESTRATORS } from '../triggers/durable/orchestrationSteps.ts';

export interface MemoryWorldOptions extends SimulatedAzureOptions {
  readonly settings: AppSettings;
  /** Called before every table operation and ARM call: to count them, to let others go first, or to die there. */
  readonly before?: BeforeEffect;
  /** How an activity is called: Durable may call it twice, late or beside itself. Once by default. */
  readonly callActivity?: CallActivity;
  /** Who gets what the app sends out; nobody does without it. */
  readonly receiver?: Outbound;
  /** Where the tables are, for whoever looks into them. */
  readonly account?: MemoryAccount;
}

type CallActivity = (once: () => Promise<unknown>, activity: string, input: unknown) => Promise<unknown>;

/** The product's own orchestrators and operations over ports in memory: no HTTP, no tables, time as the clock has it. */
export interface MemoryWorld {
  readonly azure: SimulatedAzure;
  readonly clock: Clock;
  /** Of the process that lives now. */
  readonly app: DurableApp;
  /** The process dies where it is: nothing that it does from now on takes effect or is heard of. */
  kill(): void;
  /** Another process takes over: what the dead one had under way begins again, what it remembered is gone. */
  restart(): void;
}

/** What a dead process waits for. */
const never = new Promise<never>(() => undefined);

const callOnce: CallActivity = (once) => once();

interface Process {
  readonly app: DurableApp;
  readonly activities: ActivityProcess;
  isDead: boolean;
}

export function memoryWorld(options: MemoryWorldOptions): MemoryWorld {
  const { clock, callActivity = callOnce } = options;
  const azure = simulateAzure(options);
  const own: MemoryAccount = new Map();
  const { account = own } = options;
  const late: { orchestrations?: MemoryOrchestrations } = {};
  const begin = (): Process => {
    const app = appOf(options, azure, account, {
      before: async (effect) => {
        if (process.isDead) await never;
        await options.before?.(effect);
      },
      orchestrations: () => {
        if (!late.orchestrations) throw new Error('The world has not begun.');
        return late.orchestrations;
      },
    });
    const activities = activitiesOf(app);
    const process: Process = {
      app,
      activities: {
        run: async (name, input) => {
          const activity = activities[name];
          if (!activity) throw new Error(`There is no activity ${name}.`);
          const answer = await callActivity(() => activity(input), name, input);
          return process.isDead ? await never : answer;
        },
      },
      isDead: false,
    };
    return process;
  };
  let living = begin();
  const orchestrations = new MemoryOrchestrations(clock, ORCHESTRATORS, living.activities);
  late.orchestrations = orchestrations;
  return {
    azure,
    clock,
    get app() {
      return living.app;
    },
    kill: () => {
      living.isDead = true;
    },
    restart: () => {
      living.isDead = true;
      living = begin();
      orchestrations.restart(living.activities);
    },
  };
}

function appOf(
  { clock, settings, receiver }: MemoryWorldOptions,
  azure: SimulatedAzure,
  account: MemoryAccount,
  { before, orchestrations }: { before: BeforeEffect; orchestrations: () => MemoryOrchestrations },
): DurableApp {
  const now = () => new Date(clock.now()).toISOString();
  const arm = simulatedArm(azure.service, clock, before);
  return {
    ...storesOn((name) => new MemoryTable(account, name, before), now),
    fleets: memoryFleetGateway(arm, settings.fleets),
    clusters: memoryClusterGateway(arm),
    health: memoryHealth(arm),
    outbound: memoryOutbound(before, receiver),
    get orchestrations() {
      return orchestrations();
    },
    telemetry: { report: () => undefined },
    settings,
    fleetAliases: Object.keys(settings.fleets).toSorted(),
    now,
  };
}

/** What is asked of Azure is the same as over HTTP: only nobody carries it. */
function memoryHealth(arm: SimulatedArm): HealthGateway {
  const ask = memoryAsking(arm);
  const armEndpoint = 'https://simulated.invalid';
  return healthOn({
    arm: ask,
    metrics: ask,
    prometheus: ask,
    armEndpoint,
    hostUrl: (host) => `${armEndpoint}/${host}`,
  });
}
