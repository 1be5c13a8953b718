import type { ResourceWords } from '../resource/resourceKind.ts';
import { addressOf } from '../routing/routes.ts';

export const NOTIFICATION_WORDS: ResourceWords = {
  noun: 'notification',
  plural: 'Notifications',
  listAddress: addressOf.notifications(),
  addressOf: addressOf.notification,
};
