import type { ResourceWords } from '../resource/resourceKind.ts';
import { addressOf } from '../routing/routes.ts';

export const STRATEGY_WORDS: ResourceWords = {
  noun: 'strategy',
  plural: 'Strategies',
  listAddress: addressOf.strategies(),
  addressOf: addressOf.strategy,
};
