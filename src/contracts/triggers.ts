import { z } from 'zod';
import { LEAVABLE_CODES, leaveOutSchema } from '../domain/plan/findings.ts';
import type { NamedKind } from '../domain/named/namedKind.ts';
import { hoursSchema } from '../domain/time/calendar.ts';
import { scheduleProblem } from '../domain/trigger/schedule.ts';
import { CATCH_UPS, CHANNELS, OVERLAPS, triggerSchema, type Trigger } from '../domain/trigger/trigger.ts';
import { endedStateSchema } from '../domain/run/states.ts';
import { THE_RUN } from '../domain/trigger/completion.ts';
import { name } from '../domain/nameSchemas.ts';
import { triggerViewSchema, type TriggerView } from '../domain/trigger/triggerView.ts';
import {
  isForPools,
  NO_IMAGE_FOR_CONTROL_PLANE,
  nodeImageSelection,
  refuseVersionsBeside,
  refuseVersionsTwice,
  requestedUpdate,
} from './runs.ts';
import { webhook } from './webhookSettings.ts';

const MOST_PERIODS = 50;

const date = z.iso.date();

const blackout = z
  .strictObject({ from: date, to: date })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'must not be before from' });

const schedule = z
  .strictObject({
    /** minute, hour, day of month, month, day of week */
    cron: z.string().max(100),
    /** IANA, for example Europe/Berlin */
    timeZone: z.string().max(64).default('UTC'),
    catchUp: z.enum(CATCH_UPS).default('once'),
    blackouts: z.array(blackout).max(MOST_PERIODS).default([]),
    quietTimes: z.array(hoursSchema).max(MOST_PERIODS).default([]),
  })
  .superRefine(({ cron, timeZone }, context) => {
    const wrong = scheduleProblem(cron, timeZone);
    if (wrong === undefined) return;
    const message =
      wrong === 'cron'
        ? 'must have exactly five fields (minute, hour, day of month, month, day of week) and fall due, such as 0 2 * * 1-5; @daily, seconds and dates are not taken'
        : 'must be an IANA time zone such as Europe/Berlin';
    context.addIssue({ code: 'custom', path: [wrong], message });
  });

/** A template whose placeholders are the given ones, of which `needed` make the names of runs unique. */
function template(placeholders: readonly string[], needed: readonly string[]) {
  const braced = (names: readonly string[], last: string) => {
    const all = names.map((each) => `{${each}}`);
    return all.length > 1 ? `${all.slice(0, -1).join(', ')} ${last} ${all.at(-1) ?? ''}` : all.join('');
  };
  const known = new RegExp(`\\{(${placeholders.join('|')})\\}`, 'g');
  return z
    .string()
    .max(100)
    .refine((text) => /^[a-z0-9{}-]+$/.test(text) && !/[{}]/.test(text.replace(known, '')), {
      message: `may have a-z, 0-9, -, ${braced(placeholders, 'and')}`,
    })
    .refine((text) => needed.every((each) => text.includes(`{${each}}`)), {
      message: `must have ${braced(needed, 'and')}: names of runs are unique`,
    });
}

const basics = {
  enabled: z.boolean().default(true),
  strategy: name.exactOptional(),
  fleets: z.array(name).min(1, 'must name at least one fleet').max(50).exactOptional(),
  leaveOut: leaveOutSchema.max(LEAVABLE_CODES.length).exactOptional(),
};

/** Takes over the versions of a run that ended Completed, instead of a version. */
const versionsFrom = z.strictObject({ run: name }).exactOptional();

const versioned = z.enum(['Full', 'ControlPlaneOnly']);
const webhookBody = z
  .strictObject({
    kind: z.literal('webhook'),
    ...basics,
    managedClusterUpdate: requestedUpdate,
    nameTemplate: template(['trigger', 'date', 'time', 'delivery'], ['delivery']).default(
      '{trigger}-{date}-{delivery}',
    ),
    overlap: z.enum(OVERLAPS).default('skip'),
    versionsFrom,
    webhook,
  })
  .superRefine(refuseVersionsBeside)
  .refine(
    ({ managedClusterUpdate: { upgrade }, versionsFrom: from, webhook: { allow } }) =>
      from !== undefined ||
      upgrade.type === 'NodeImageOnly' ||
      upgrade.kubernetesVersion !== undefined ||
      allow.kubernetesVersion,
    {
      path: ['managedClusterUpdate', 'upgrade', 'kubernetesVersion'],
      message:
        'is required unless webhook.allow.kubernetesVersion lets the delivery say it, or versionsFrom names the run to take it from',
    },
  )
  .refine(({ versionsFrom: from, webhook: { allow } }) => from === undefined || !allow.kubernetesVersion, {
    path: ['webhook', 'allow', 'kubernetesVersion'],
    message: 'must be false where versionsFrom is given: the version is that of the other run',
  });

const release = z
  .strictObject({
    channel: z.enum(CHANNELS),
    minor: z
      .string()
      .regex(/^\d+\.\d+$/, 'must be a minor version such as 1.33')
      .exactOptional(),
  })
  .refine(({ channel, minor }) => (channel === 'Patch') === (minor !== undefined), {
    path: ['minor'],
    message: 'is required for the channel Patch, and for no other',
  });

const scheduleBody = z
  .strictObject({
    kind: z.literal('schedule'),
    ...basics,
    managedClusterUpdate: requestedUpdate,
    /** Instead of a version: what the channel means when a time is due, in the regions of the members. */
    release: release.exactOptional(),
    nameTemplate: template(['trigger', 'date', 'time'], ['date', 'time']).default('{trigger}-{date}-{time}'),
    overlap: z.enum(OVERLAPS).default('skip'),
    versionsFrom,
    schedule,
  })
  .superRefine(refuseVersionsBeside)
  .superRefine(({ managedClusterUpdate: { upgrade }, release: channel, versionsFrom: from }, context) => {
    const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (channel && from)
      refuse(['versionsFrom'], 'must be left out: the channel of release says the version');
    if (upgrade.type === 'NodeImageOnly') {
      if (channel) refuse(['release'], 'must be left out: NodeImageOnly brings no Kubernetes version');
      return;
    }
    const version = ['managedClusterUpdate', 'upgrade', 'kubernetesVersion'];
    if (channel && upgrade.kubernetesVersion !== undefined) {
      refuse(version, 'must be left out: the channel of release says the version');
    }
    if (!channel && !from && upgrade.kubernetesVersion === undefined) {
      refuse(version, 'is required unless release names a channel, or versionsFrom the run to take it from');
    }
  });

const releaseUpdate = z
  .strictObject({
    upgrade: z.strictObject({ type: versioned }),
    nodeImageSelection: nodeImageSelection.exactOptional(),
  })
  .refine(isForPools, NO_IMAGE_FOR_CONTROL_PLANE);

const releaseBody = z.strictObject({
  kind: z.literal('release'),
  ...basics,
  managedClusterUpdate: releaseUpdate,
  nameTemplate: template(['trigger', 'version'], ['version']).default('{trigger}-{version}'),
  /** Of a release there is no second event to wait for, so what meets a run under way waits by default. */
  overlap: z.enum(OVERLAPS).default('queue'),
  release,
});

/** What is done days later can still be seen coming. */
const LONGEST_DELAY_SECONDS = 30 * 86_400;
const completion = z
  .strictObject({
    strategy: name.exactOptional(),
    trigger: name.exactOptional(),
    states: z.array(endedStateSchema).min(1, 'must name at least one state').max(4).default(['Completed']),
    delayInSeconds: z.int().min(0).max(LONGEST_DELAY_SECONDS).exactOptional(),
  })
  .refine(({ strategy, trigger }) => (strategy === undefined) !== (trigger === undefined), {
    path: ['strategy'],
    message:
      'is required, or trigger instead: the one says by which strategy, the other by whom the runs were made',
  });

const completionBody = z
  .strictObject({
    kind: z.literal('completion'),
    ...basics,
    managedClusterUpdate: requestedUpdate,
    /** Instead of a version: the run whose versions are taken over, `{run}` being the one that has ended. */
    versionsFrom: z.strictObject({ run: z.union([z.literal(THE_RUN), name]) }).exactOptional(),
    nameTemplate: template(['trigger', 'date', 'time', 'completion'], ['completion']).default(
      '{trigger}-{date}-{completion}',
    ),
    /** A run ends once, so what meets a run under way waits by default. */
    overlap: z.enum(OVERLAPS).default('queue'),
    completion,
  })
  .superRefine(refuseVersionsTwice)
  .refine(
    ({ versionsFrom, completion: { states } }) =>
      versionsFrom?.run !== THE_RUN || states.every((state) => state === 'Completed'),
    {
      path: ['completion', 'states'],
      message: 'must be Completed alone where versions are taken from the run: others have proven none',
    },
  );

const triggerBody = z.discriminatedUnion('kind', [scheduleBody, webhookBody, releaseBody, completionBody]);
export type TriggerBody = z.infer<typeof triggerBody>;

export const triggerKind: NamedKind<Trigger, TriggerBody, TriggerView> = {
  noun: 'trigger',
  title: 'Trigger',
  path: 'triggers',
  stored: triggerSchema,
  body: triggerBody,
  view: triggerViewSchema,
  roles: { read: 'Reader', put: 'Admin', delete: 'Admin' },
  on: 'All',
  summaries: {
    list: 'All triggers, by name, with their next times, their open start requests and what became of the last one',
    get: 'A trigger with its open start requests; its ETag is for PUT and DELETE',
    put: 'Creates or replaces a trigger, or pauses it (enabled: false)',
    delete: 'Deletes a trigger and takes back its start requests; runs that it started go on',
  },
};
