import { z } from 'zod';
import { scheduleProblem } from '../domain/trigger/schedule.ts';
import { CATCH_UPS, DAYS, OUTCOMES, OVERLAPS } from '../domain/trigger/trigger.ts';
import { name } from './names.ts';
import { managedClusterUpdate } from './runs.ts';

const MOST_PERIODS = 50;

const date = z.iso.date();
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 07:30');

const blackout = z
  .strictObject({ from: date, to: date })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'must not be before from' });
const quietTime = z.strictObject({
  days: z.array(z.enum(DAYS)).min(1, 'must name at least one day'),
  from: time,
  to: time,
});

const schedule = z
  .strictObject({
    /** minute, hour, day of month, month, day of week */
    cron: z.string().max(100),
    /** IANA, for example Europe/Berlin */
    timeZone: z.string().max(64).default('UTC'),
    catchUp: z.enum(CATCH_UPS).default('once'),
    blackouts: z.array(blackout).max(MOST_PERIODS).default([]),
    quietTimes: z.array(quietTime).max(MOST_PERIODS).default([]),
  })
  .superRefine(({ cron, timeZone }, context) => {
    const wrong = scheduleProblem(cron, timeZone);
    if (wrong === undefined) return;
    const message =
      wrong === 'cron'
        ? 'must be a cron expression of five fields that falls due, such as 0 2 * * 1-5'
        : 'must be an IANA time zone such as Europe/Berlin';
    context.addIssue({ code: 'custom', path: [wrong], message });
  });

const template = z
  .string()
  .max(100)
  .refine(
    (text) => /^[a-z0-9{}-]+$/.test(text) && !/[{}]/.test(text.replace(/\{(trigger|date|time)\}/g, '')),
    {
      message: 'may have a-z, 0-9, -, {trigger}, {date} and {time}',
    },
  )
  .refine((text) => text.includes('{date}') && text.includes('{time}'), {
    message: 'must have {date} and {time}: names of runs are unique',
  });

export const triggerBody = z.strictObject({
  kind: z.literal('schedule'),
  enabled: z.boolean().default(true),
  strategy: name.exactOptional(),
  fleets: z.array(name).min(1, 'must name at least one fleet').max(50).exactOptional(),
  managedClusterUpdate,
  nameTemplate: template.default('{trigger}-{date}-{time}'),
  overlap: z.enum(OVERLAPS).default('skip'),
  schedule,
});
export type TriggerBody = z.infer<typeof triggerBody>;

const text = z.string();
export const triggerView = z.object({
  ...{ name: text, kind: z.literal('schedule'), enabled: z.boolean() },
  ...{ strategy: text.exactOptional(), fleets: z.array(text).exactOptional(), managedClusterUpdate },
  ...{ nameTemplate: text, overlap: z.enum(OVERLAPS), schedule },
  ...{ createdAt: text, createdBy: text, changedAt: text, changedBy: text },
  /** The next five due times; none while it is paused. */
  nextTimes: z.array(text),
  /** What became of the newest due time. */
  last: z
    .object({
      ...{ dueAt: text, at: text, outcome: z.enum(OUTCOMES) },
      ...{ message: text, run: text.exactOptional(), code: text.exactOptional() },
    })
    .exactOptional(),
});
