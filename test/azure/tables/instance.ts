import { storesOn, type Stores } from '../../../src/azure/tables/tableStores.ts';
import { MemoryTable, type BeforeEffect, type MemoryAccount } from '../../../src/memory/memoryTable.ts';

/** An instance of the app, as far as its stores go, on tables in memory that others have too. */
export class Instance {
  readonly stores: Stores;
  requests = 0;
  /** Called before every request. */
  interrupt: BeforeEffect = () => Promise.resolve();

  constructor(account: MemoryAccount) {
    const before: BeforeEffect = async (effect) => {
      this.requests += 1;
      await this.interrupt(effect);
    };
    this.stores = storesOn((name) => new MemoryTable(account, name, before));
  }

  /** The requests that this takes. */
  async counted(work: () => Promise<unknown>): Promise<number> {
    const before = this.requests;
    await work();
    return this.requests - before;
  }
}

export function twoInstances(): readonly [Instance, Instance] {
  const account: MemoryAccount = new Map();
  return [new Instance(account), new Instance(account)];
}
