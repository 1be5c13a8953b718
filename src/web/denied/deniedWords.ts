import type { ResourceWords } from '../resource/resourceKind.ts';
import { addressOf } from '../routing/routes.ts';

export const DENIED_WORDS: ResourceWords = {
  noun: 'denied version',
  plural: 'Denied versions',
  listAddress: addressOf.deniedVersions(),
  addressOf: addressOf.deniedVersion,
};
