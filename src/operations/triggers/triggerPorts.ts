import type { TriggerStore } from '../../ports/stores.ts';
import type { StrategyPorts } from '../strategies/strategies.ts';

export interface TriggerPorts extends StrategyPorts {
  readonly triggers: TriggerStore;
}
