import type { ResourceWords } from '../resource/resourceKind.ts';
import { addressOf } from '../routing/routes.ts';

export const FREEZE_WORDS: ResourceWords = {
  noun: 'freeze',
  plural: 'Freezes',
  listAddress: addressOf.freezes(),
  addressOf: addressOf.freeze,
  operatorsCreate: true,
  byFleet: true,
};
