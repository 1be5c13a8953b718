import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { planEstimateSchema } from '../../domain/estimate/estimate.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import { madeUpMembers } from '../../rehearsal/madeUpFleet.ts';
import type { Planned } from '../../rehearsal/offered.ts';
import { sceneMemberSchema, type SceneMember } from '../../rehearsal/sceneMember.ts';
import type { Invocation } from '../command.ts';
import { wrongUse } from '../exitCodes.ts';
import { fieldsOf, itemsAt, textOf, valueAt } from '../show/columns.ts';

/** The members that a rehearsal is played with, and what is known of them beside. */
export interface GivenFleet {
  readonly members: readonly SceneMember[];
  /** Whose clusters are not known: they cannot be played. */
  readonly unknown: number;
  /** Of members that are updated, how many take what is known of earlier updates, and how many what is assumed. */
  readonly times: { readonly known: number; readonly assumed: number };
  readonly planned?: Planned;
  readonly freezes: readonly unknown[];
}

interface Asked {
  readonly body: Readonly<Record<string, unknown>>;
  readonly groups: readonly string[];
}

const MOST_MEMBERS = 2_000;
const MOST_REGIONS = 50;
const MADE_UP_VERSION = '1.32.6';

/** Made up, from a file, or live, by the options. */
export async function givenFleet(call: Invocation, asked: Asked): Promise<GivenFleet> {
  const { options } = call;
  const file = options.one('inventory');
  if (options.one('members') !== undefined) {
    if (file !== undefined) throw wrongUse('Say --members or --inventory, not both.');
    return madeUp(call, asked);
  }
  if (options.one('regions') !== undefined) throw wrongUse('--regions goes with --members.');
  if (file === undefined) return await live(call, asked);
  const given = membersIn(await jsonOf(file), file);
  const known = given.members.filter(({ seconds }) => seconds !== undefined).length;
  return { ...given, times: { known, assumed: given.members.length - known }, freezes: [] };
}

function madeUp({ options }: Invocation, { body, groups }: Asked): GivenFleet {
  const members = wholeNumber(options.one('members'), 'members', MOST_MEMBERS);
  const regions = wholeNumber(options.one('regions') ?? '1', 'regions', MOST_REGIONS);
  return {
    members: madeUpMembers({ members, regions, groups, kubernetesVersion: versionBefore(body) }),
    unknown: 0,
    times: { known: 0, assumed: members },
    freezes: [],
  };
}

/** A minor before the one that is asked for, so that there is something to do. */
function versionBefore(body: Asked['body']): string {
  const asked = textOf(valueAt(body, 'managedClusterUpdate.upgrade.kubernetesVersion'));
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(asked) ?? [];
  return major === undefined || minor === undefined
    ? MADE_UP_VERSION
    : `${major}.${Math.max(0, Number(minor) - 1)}.0`;
}

async function live({ api }: Invocation, { body }: Asked): Promise<GivenFleet> {
  const [members, freezes, plan] = await Promise.all([
    api.get('/api/members'),
    api.get('/api/freezes'),
    api.call('POST', '/api/plan', { body }),
  ]);
  const given = membersIn(members, 'GET /api/members');
  const times = timesSchema.parse(valueAt(plan.body, 'estimate.members'));
  const learnt = times.filter(({ basis }) => basis !== 'assumed');
  const seconds = new Map(learnt.map((time) => [placeOf(time), time.seconds]));
  return {
    ...given,
    members: given.members.map((member) =>
      withoutUndefined({ ...member, seconds: seconds.get(placeOf(member)) }),
    ),
    times: { known: learnt.length, assumed: times.length - learnt.length },
    planned: plannedOf(plan.body, members),
    freezes: itemsAt(freezes, 'value'),
  };
}

/** What the app has learnt, which it says with the plan: an app of the release before says nothing. */
const timesSchema = planEstimateSchema.shape.members.catch([]);

const lockSchema = z.object({
  kubernetesVersion: z.string().exactOptional(),
  nodeImageVersions: z.array(z.string()).exactOptional(),
});

function plannedOf(plan: unknown, members: unknown): Planned {
  const locations = new Map(
    itemsAt(members, 'value').map((member) => [placeOf(member), textOf(valueAt(member, 'location'))]),
  );
  const planned = itemsAt(plan, 'stages').flatMap((stage) =>
    itemsAt(stage, 'groups').flatMap((group) => itemsAt(group, 'members')),
  );
  const byLocation = Map.groupBy(planned, (member) => locations.get(placeOf(member)) ?? '');
  const images: Record<string, readonly string[]> = {};
  for (const [location, own] of byLocation) images[location] = own.flatMap(imagesTo);
  return { lock: lockSchema.parse(valueAt(plan, 'lock')), images };
}

const imagesTo = (member: unknown) =>
  itemsAt(valueAt(member, 'to'), 'nodePools').map((pool) => textOf(valueAt(pool, 'nodeImageVersion')));

const placeOf = (member: unknown) => `${textOf(valueAt(member, 'fleet'))}/${textOf(valueAt(member, 'name'))}`;

function membersIn(answer: unknown, from: string): { members: SceneMember[]; unknown: number } {
  const all = itemsAt(answer, 'value');
  const members = all.flatMap((member): SceneMember[] => {
    const read = sceneMemberSchema.safeParse(fieldsOf(member));
    return read.success ? [read.data] : [];
  });
  if (members.length === 0)
    throw wrongUse(
      `${from} has no members that can be played. It is to be what members list -o json prints.`,
    );
  return { members, unknown: all.length - members.length };
}

async function jsonOf(file: string): Promise<unknown> {
  try {
    const parsed: unknown = JSON.parse(await readFile(file, 'utf8'));
    return parsed;
  } catch {
    throw wrongUse(`${file} cannot be read as JSON. It is to be what members list -o json prints.`);
  }
}

/** From 1 up to a limit. */
export function wholeNumber(text: string | undefined, name: string, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > most)
    throw wrongUse(`--${name} must be a whole number from 1 to ${most}, not ${text ?? 'nothing'}.`);
  return number;
}
