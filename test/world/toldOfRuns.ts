import { z } from 'zod';
import type { Outbound, OutboundRequest } from '../../src/ports/outbound.ts';
import type { MemorySystem } from '../support/memorySystem.ts';

const SETTINGS = {
  NOTIFICATION_URL_CI: 'https://ci.example.com/hook',
  NOTIFICATION_SECRET_CI: `whsec_${Buffer.alloc(24, 1).toString('base64')}`,
};
const TYPES = ['run.started', 'run.ended', 'stage.ended', 'member.failed'] as const;
type Type = (typeof TYPES)[number];

const cloudEvent = z.object({
  id: z.string(),
  type: z.string(),
  data: z.object({
    run: z.string(),
    attempt: z.number(),
    stage: z.string().optional(),
    member: z.string().optional(),
    state: z.string().optional(),
  }),
});

/** Somebody who is told of runs, and of three messages says to the third that there is no time now. */
export interface Listener extends Outbound {
  readonly settings: Readonly<Record<string, string>>;
  follow(system: MemorySystem): Promise<void>;
  /** What the trails of these runs say and nobody was told, and what was told and no trail says. */
  differences(system: MemorySystem, runs: readonly string[]): Promise<readonly string[]>;
}

export function newListener(): Listener {
  const told = new Map<string, string>();
  let calls = 0;
  return {
    settings: SETTINGS,
    send: ({ body }: OutboundRequest) => {
      calls += 1;
      if (calls % 3 === 0) return Promise.resolve({ kind: 'answered', status: 503, body: '' });
      const { id, type, data } = cloudEvent.parse(JSON.parse(body ?? ''));
      told.set(id, keyOf({ ...data, type: type.replace('fleetupdates.', '') }));
      return Promise.resolve({ kind: 'answered', status: 202, body: '' });
    },
    follow: async (system) => {
      await system.ok('PUT', '/api/notifications/all', {
        kind: 'Webhook',
        urlSetting: 'NOTIFICATION_URL_CI',
        secretSettings: ['NOTIFICATION_SECRET_CI'],
        events: TYPES,
      });
    },
    differences: async (system, runs) => {
      const trails = await Promise.all(runs.map((run) => happened(system, run)));
      const expected = trails.flat().toSorted();
      const heard = [...told.values()].toSorted();
      return [
        ...surplus(expected, heard).map((key) => `nobody was told of ${key}`),
        ...surplus(heard, expected).map((key) => `was told of ${key}, which did not happen`),
      ];
    },
  };
}

interface About {
  readonly type: string;
  readonly run: string;
  readonly attempt?: number | undefined;
  readonly stage?: string | undefined;
  readonly member?: string | undefined;
  readonly state?: string | undefined;
}

const keyOf = ({ type, run, attempt, stage, member, state }: About) =>
  [type, run, attempt, stage, member, state].filter((part) => part !== undefined).join(' ');

const ENDS = ['Completed', 'Failed', 'Skipped', 'Stopped'];

/** Written apart from the rules of the app, so that it can say that they are wrong. */
async function happened(system: MemorySystem, name: string): Promise<string[]> {
  const { runs } = system.world.app;
  const events = await runs.events((await runs.findByName(name))?.runId ?? '');
  return events.flatMap(({ type, to = '', attempt, stage, member }) => {
    const about = (type: Type) => [
      keyOf({ type, run: name, attempt, stage, member, state: to || undefined }),
    ];
    if (type === 'AttemptStarted') return about('run.started');
    if (type === 'AttemptEnded') return about('run.ended');
    if (type === 'StageStateChanged' && ENDS.includes(to)) return about('stage.ended');
    return type === 'MemberStateChanged' && to === 'Failed' ? about('member.failed') : [];
  });
}

/** What is in one sorted list more often than in the other. */
function surplus(these: readonly string[], those: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const key of those) left.set(key, (left.get(key) ?? 0) + 1);
  return these.filter((key) => {
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}
