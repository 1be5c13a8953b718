import { z } from 'zod';
import type { Role } from '../access/roles.ts';
import type { Immutable } from '../immutable.ts';
import type { SkipTarget } from './commands.ts';
import { STATES, stateSchema, type Counts, type State } from './states.ts';

interface CommandRule {
  readonly role: Role;
  /** States of the run in which it is allowed. */
  readonly states: readonly State[];
  /** It was given already: accepted once more, with no effect. */
  readonly repeatedIn?: readonly State[];
  /** Why it is refused in another state. */
  readonly refusal: (state: State) => string;
}

const ENDED = ['Stopped', 'Skipped', 'Failed', 'Completed'] as const;
const isOver = (state: State) => state === 'Completed' || state === 'Skipped';

interface Asked {
  readonly name: string;
  readonly state: State;
  readonly counts?: Counts;
  readonly postponedCount?: number | undefined;
}

/** Over, with members that failed or whose clusters were stopped: to start and skip it is as one that has Failed. */
const stateFor = ({ state, counts, postponedCount = 0 }: Omit<Asked, 'name'>): State =>
  isOver(state) && (counts?.Failed ?? 0) + postponedCount > 0 ? 'Failed' : state;

/** What may be asked of a run, in which of its states and by whom: API, dashboard and tests read this one table. */
export const RUN_COMMANDS = {
  start: {
    role: 'Operator',
    states: ['NotStarted', 'Stopped', 'Failed'],
    refusal: (state) =>
      `only one that is NotStarted, Stopped or Failed can be started. ${isOver(state) ? 'Create a new run.' : 'It goes on by itself.'}`,
  },
  stop: {
    role: 'Operator',
    states: ['Pending', 'Running'],
    repeatedIn: ['Stopping'],
    refusal: (state) =>
      state === 'Stopping' ? 'it is being stopped already.' : 'only one that goes on can be stopped.',
  },
  skip: {
    role: 'Operator',
    states: ['NotStarted', 'Pending', 'Running', 'Stopping', 'Stopped', 'Failed'],
    refusal: () => 'nothing of it is left to skip.',
  },
  skipGate: {
    role: 'Approver',
    states: ['NotStarted', 'Pending', 'Running', 'Stopping', 'Stopped', 'Failed'],
    refusal: () => 'no gate of it is left to skip.',
  },
  changePolicy: {
    role: 'Operator',
    states: ['NotStarted', 'Pending', 'Running', 'Stopping', 'Stopped', 'Failed'],
    refusal: () => 'nothing of it is left to go on with another policy.',
  },
  delete: {
    role: 'Operator',
    states: ['NotStarted', ...ENDED],
    refusal: () => 'stop it first, and delete it when it has ended.',
  },
  abandon: {
    role: 'Admin',
    states: ['Pending', 'Running', 'Stopping'],
    refusal: () => 'only one that goes on can be abandoned.',
  },
} as const satisfies Readonly<Record<string, CommandRule>>;
export type RunCommand = keyof typeof RUN_COMMANDS;

const NOT_DONE = STATES.filter((state) => !isOver(state));

/** States in which a part of a run can be skipped. A failed or stopped one is taken up by the next attempt. */
const SKIPPABLE: Readonly<Record<SkipTarget['type'], readonly State[]>> = {
  // An upgrade under way cannot be skipped.
  Member: NOT_DONE.filter((state) => state !== 'Running' && state !== 'Stopping'),
  Group: NOT_DONE,
  Stage: NOT_DONE,
  AfterStageWait: NOT_DONE,
  Gate: NOT_DONE,
};

/** Why a run in this state does not take the command; undefined when it does. */
export function refusalOf(command: RunCommand, run: Asked) {
  const { states, repeatedIn = [] }: CommandRule = RUN_COMMANDS[command];
  return [...states, ...repeatedIn].includes(stateFor(run)) ? undefined : wordsOf(command, run);
}

/** Why a target whose parts are in these states cannot be skipped; undefined when it can. */
export function refusalOfSkip({ type, name }: SkipTarget, states: readonly State[]): string | undefined {
  const underWay = states.find((state) => state === 'Running' || state === 'Stopping');
  if (type === 'Member' && underWay)
    return `${type} ${name} is ${underWay}: an upgrade under way cannot be skipped.`;
  const [first] = states;
  if (first === undefined || states.some((state) => SKIPPABLE[type].includes(state))) return undefined;
  return `${type} ${name} is ${first}: nothing of it is left to skip.`;
}

export const permissionSchema = z.object({
  allowed: z.boolean(),
  /** What is in the way: the caller's role, or the state of the run. */
  because: z.enum(['Role', 'State']).exactOptional(),
  message: z.string().exactOptional(),
});
type Permission = Immutable<z.infer<typeof permissionSchema>>;
const states = z.array(stateSchema);

/** What the caller may do with a run now, and why not what they may not. */
export const allowedSchema = z.object({
  start: permissionSchema,
  stop: permissionSchema,
  skip: permissionSchema.extend({
    /** In which states a part can be skipped. */
    targets: z.object({ Member: states, Group: states, Stage: states, AfterStageWait: states, Gate: states }),
  }),
  skipGate: permissionSchema.extend({
    /** Of approvals that are not for those to decide who want the run. */
    approvals: permissionSchema,
  }),
  changePolicy: permissionSchema,
  delete: permissionSchema,
  abandon: permissionSchema,
});
export type Allowed = Immutable<z.infer<typeof allowedSchema>>;

/**
 * `roles` are those on all fleets of the run, `onAny` those on any of them, which is enough for a stop. `isRequester` of who
 * wants the run.
 */
export function allowedOf(run: Asked, roles: readonly Role[], onAny = roles, isRequester = false): Allowed {
  const of = (command: RunCommand) => permissionOf(command, run, command === 'stop' ? onAny : roles);
  const skipGate = of('skipGate');
  return {
    start: of('start'),
    stop: of('stop'),
    skip: { ...of('skip'), targets: SKIPPABLE },
    skipGate: { ...skipGate, approvals: skipGate.allowed && isRequester ? OF_REQUESTER : skipGate },
    changePolicy: of('changePolicy'),
    delete: of('delete'),
    abandon: of('abandon'),
  };
}

const OF_REQUESTER: Permission = {
  allowed: false,
  because: 'Role',
  message: 'You created or started this run, or its trigger is yours: its approvals are for somebody else.',
};

function permissionOf(command: RunCommand, run: Asked, roles: readonly Role[]): Permission {
  const rule: CommandRule = RUN_COMMANDS[command];
  if (!roles.includes(rule.role))
    return {
      allowed: false,
      because: 'Role',
      message: `It needs the role ${rule.role} on the fleets of the run.`,
    };
  if (rule.states.includes(stateFor(run))) return { allowed: true };
  return { allowed: false, because: 'State', message: wordsOf(command, run) };
}

function wordsOf(command: RunCommand, { name, state }: { readonly name: string; readonly state: State }) {
  return `Run ${name} is ${state}: ${RUN_COMMANDS[command].refusal(state)}`;
}
