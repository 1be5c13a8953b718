import type { ResourceWords } from '../resource/resourceKind.ts';
import { addressOf } from '../routing/routes.ts';

export const TRIGGER_WORDS: ResourceWords = {
  noun: 'trigger',
  plural: 'Triggers',
  listAddress: addressOf.triggers(),
  addressOf: addressOf.trigger,
  byFleet: true,
};
