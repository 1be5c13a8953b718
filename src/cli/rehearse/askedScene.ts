import { planBody, type PlanBody } from '../../contracts/runs.ts';
import { fieldErrorsOf } from '../../domain/fieldErrors.ts';
import { freezeKind } from '../../domain/freeze/freeze.ts';
import { issueText } from '../../domain/issueText.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import { offeredTo } from '../../rehearsal/offered.ts';
import type { Scene } from '../../rehearsal/scene.ts';
import { wrongUse } from '../exitCodes.ts';
import { fieldsOf, textOf, valueAt } from '../show/columns.ts';
import type { GivenFleet } from './givenFleet.ts';

/** What is to be played: the run that is asked for, its stages in place of a strategy, in a fleet. */
export function askedScene(
  whole: Readonly<Record<string, unknown>>,
  given: GivenFleet,
  startAt: string,
): Scene {
  if (Number.isNaN(Date.parse(startAt))) throw wrongUse(`--start-at ${startAt} is no time.`);
  const body = checked(whole);
  const { fleets, versionsFrom, ...run } = body;
  const { upgrade } = run.managedClusterUpdate;
  const asked = upgrade.type === 'NodeImageOnly' ? undefined : upgrade.kubernetesVersion;
  const members = fleets ? given.members.filter(({ fleet }) => fleets.includes(fleet)) : given.members;
  if (members.length === 0) throw wrongUse(`No member is in fleet ${(fleets ?? []).join(', ')}.`);
  return {
    startAt: new Date(startAt).toISOString(),
    members,
    regions: offeredTo(members, asked, given.planned),
    run: versionsFrom ? { ...run, managedClusterUpdate: provenBy(run.managedClusterUpdate, given) } : run,
    freezes: given.freezes.map((freeze) => ({
      name: textOf(valueAt(freeze, 'name')),
      body: freezeKind.body.parse(bodyOfFreeze(freeze)),
    })),
  };
}

function checked(whole: unknown): PlanBody {
  const parsed = planBody.safeParse(whole, { error: issueText });
  if (parsed.success) return parsed.data;
  const [first] = fieldErrorsOf(parsed.error.issues);
  throw wrongUse(first ? `${first.pointer} ${first.detail}.` : 'The run is wrong.');
}

/** What the other run has proven is in the plan: that run itself is not in the rehearsal. */
function provenBy(
  update: PlanBody['managedClusterUpdate'],
  { planned }: GivenFleet,
): PlanBody['managedClusterUpdate'] {
  if (!planned) throw wrongUse('versionsFrom needs the app: leave --members and --inventory out.');
  const { kubernetesVersion, nodeImageVersions = [] } = planned.lock;
  const { upgrade } = update;
  const customNodeImageVersions = nodeImageVersions.map((version) => ({ version }));
  return {
    upgrade:
      upgrade.type === 'NodeImageOnly'
        ? upgrade
        : withoutUndefined({ type: upgrade.type, kubernetesVersion }),
    ...(nodeImageVersions.length > 0 && { nodeImageSelection: { type: 'Custom', customNodeImageVersions } }),
  };
}

const OF_A_FREEZE = ['timeZone', 'dates', 'hours', 'reason', 'fleets', 'groups', 'members'];

/** An answer has more than a body may have. */
function bodyOfFreeze(freeze: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fieldsOf(freeze)).filter(([field]) => OF_A_FREEZE.includes(field)),
  );
}
