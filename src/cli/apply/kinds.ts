import type { z } from 'zod';

/** A kind of named resource that files can say: where it is, and what of an answer is not the user's to say. */
export interface Kind {
  readonly path: string;
  readonly noun: string;
  readonly readOnly: readonly string[];
  /** Loaded when files are read, as it is large. */
  readonly body: () => Promise<z.ZodType>;
}

const STORED = ['name', 'createdAt', 'createdBy', 'changedAt', 'changedBy'];

export const STRATEGY: Kind = {
  path: '/api/strategies',
  noun: 'strategy',
  readOnly: STORED,
  body: async () => (await import('../../domain/plan/strategy.ts')).strategyKind.body,
};

export const TRIGGER: Kind = {
  path: '/api/triggers',
  noun: 'trigger',
  readOnly: [...STORED, 'savedBy', 'startRequests', 'last', 'lastRun', 'nextTimes', 'newestVersion'],
  body: async () => (await import('../../contracts/triggers.ts')).triggerKind.body,
};

export const FREEZE: Kind = {
  path: '/api/freezes',
  noun: 'freeze',
  readOnly: [...STORED, 'active', 'changesAt'],
  body: async () => (await import('../../domain/freeze/freeze.ts')).freezeKind.body,
};

export const NOTIFICATION: Kind = {
  path: '/api/notifications',
  noun: 'notification',
  readOnly: [...STORED, 'paused'],
  body: async () => (await import('../../domain/notify/notification.ts')).notificationKind.body,
};

export const GRANT: Kind = {
  path: '/api/access',
  noun: 'grant',
  readOnly: STORED,
  body: async () => (await import('../../domain/access/grant.ts')).grantKind.body,
};

export const DENIED_VERSION: Kind = {
  path: '/api/denied-versions',
  noun: 'denied version',
  readOnly: STORED,
  body: async () => (await import('../../domain/plan/deniedVersion.ts')).deniedVersionKind.body,
};
