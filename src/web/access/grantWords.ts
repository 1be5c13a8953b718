import type { ResourceWords } from '../resource/resourceKind.ts';
import { addressOf } from '../routing/routes.ts';

export const GRANT_WORDS: ResourceWords = {
  noun: 'grant',
  plural: 'Access',
  listAddress: addressOf.access(),
  addressOf: addressOf.grant,
};
