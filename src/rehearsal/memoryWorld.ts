import { storesOn } from '../azure/tables/tableStores.ts';
import type { Clock } from '../clock/clock.ts';
import { memoryClusterGateway } from '../memory/memoryClusterGateway.ts';
import { memoryFleetGateway } from '../memory/memoryFleetGateway.ts';
import { MemoryOrchestrations, type ActivityProcess } from '../memory/memoryOrchestrations.ts';
import { MemoryTable, type BeforeEffect, type MemoryAccount } from '../memory/memoryTable.ts';
import { simulatedArm } from '../memory/simulatedArm.ts';
import type { AppPorts } from '../ports/appPorts.ts';
import {
  simulateAzure,
  type SimulatedAzure,
  type SimulatedAzureOptions,
} from '../simulator/simulatedAzure.ts';
import { activitiesOf, ORCHESTRATORS } from '../triggers/durable/registerDurable.ts';

export interface MemoryWorldOptions extends SimulatedAzureOptions {
  /** ARM ids by alias. */
  readonly fleets: Readonly<Record<string, string>>;
  /** Called before every table operation and ARM call: to count them, to let others go first, or to die there. */
  readonly before?: BeforeEffect;
}

/** The product's own orchestrators and operations over ports in memory: no HTTP, no tables, time as the clock has it. */
export interface MemoryWorld {
  readonly azure: SimulatedAzure;
  readonly clock: Clock;
  /** Of the process that lives now. */
  readonly ports: AppPorts;
  /** Another process takes over: what the one before had under way begins again, what it remembered is gone. */
  restart(before?: BeforeEffect): void;
}

export function memoryWorld(options: MemoryWorldOptions): MemoryWorld {
  const { clock } = options;
  const azure = simulateAzure(options);
  const account: MemoryAccount = new Map();
  const processOf = (ports: AppPorts): ActivityProcess => {
    const activities = activitiesOf(ports);
    return {
      run: async (name, input) => {
        const activity = activities[name];
        if (!activity) throw new Error(`There is no activity ${name}.`);
        return await activity(input);
      },
    };
  };
  const late: { orchestrations?: MemoryOrchestrations } = {};
  const durable: AppPorts['durable'] = {
    input: { type: 'durableClient', name: 'inMemory' },
    of: () => {
      if (!late.orchestrations) throw new Error('The world has not begun.');
      return late.orchestrations;
    },
  };
  const portsOf = (before?: BeforeEffect): AppPorts => {
    const arm = simulatedArm(azure.service, clock, before);
    return {
      ...storesOn((name) => new MemoryTable(account, name, before)),
      ...{ fleets: memoryFleetGateway(arm, options.fleets), clusters: memoryClusterGateway(arm) },
      ...{ durable, telemetry: { report: () => undefined } },
    };
  };
  const now = { ports: portsOf(options.before) };
  const orchestrations = new MemoryOrchestrations(clock, ORCHESTRATORS, processOf(now.ports));
  late.orchestrations = orchestrations;
  return {
    ...{ azure, clock },
    get ports() {
      return now.ports;
    },
    restart: (before = options.before) => {
      now.ports = portsOf(before);
      orchestrations.restart(processOf(now.ports));
    },
  };
}
