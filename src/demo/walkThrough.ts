import { z } from 'zod';
import type { ApiClient } from './apiClient.ts';
import { runShape, type RunShape } from '../cli/watch/runShape.ts';
import { memberViewSchema, type MemberListItem } from '../domain/fleet/memberView.ts';

const memberList = z.object({ value: z.array(memberViewSchema) });

/** The seed's walk-through by the HTTP API: groups by region, a strategy saved with the run, one start. */
export interface WalkThrough {
  readonly runName: string;
  readonly strategyName: string;
  readonly kubernetesVersion: string;
  /** The region whose members are the test group; all others are production, a group for each region. */
  readonly testLocation: string;
  readonly waitSeconds: number;
}

export const DEMO_WALK: WalkThrough = {
  runName: 'demo-1-33',
  strategyName: 'test-then-production',
  kubernetesVersion: '1.33.2',
  testLocation: 'northeurope',
  waitSeconds: 600,
};

export async function listMembers(api: ApiClient, refresh = false): Promise<readonly MemberListItem[]> {
  return (await api.call('GET', `/api/members${refresh ? '?refresh=true' : ''}`, memberList)).value;
}

/** Gives every member its group and says which groups there are now. */
export async function assignGroups(api: ApiClient, plan: WalkThrough): Promise<readonly string[]> {
  const members = await listMembers(api, true);
  const groupOf = ({ location }: MemberListItem) =>
    location === plan.testLocation ? 'test' : `production-${location ?? 'unknown'}`;
  const byGroup = Map.groupBy(members, groupOf);
  for (const [group, some] of byGroup) {
    const targets = some.map(({ fleet, name }) => ({ fleet, name }));
    await api.call('POST', '/api/members/assign-group', z.unknown(), { members: targets, group });
  }
  return [...byGroup.keys()].toSorted();
}

/** Creates the run with its strategy and starts it. */
export async function startRun(
  api: ApiClient,
  plan: WalkThrough,
  groups: readonly string[],
): Promise<RunShape> {
  const production = groups.filter((group) => group !== 'test').map((name) => ({ name }));
  return await api.call('POST', '/api/runs', runShape, {
    name: plan.runName,
    stages: [
      { name: 'test', groups: [{ name: 'test' }], afterStageWaitInSeconds: plan.waitSeconds },
      { name: 'production', groups: production },
    ],
    saveStrategyAs: plan.strategyName,
    managedClusterUpdate: {
      upgrade: { type: 'Full', kubernetesVersion: plan.kubernetesVersion },
      nodeImageSelection: { type: 'Consistent' },
    },
    start: true,
  });
}

export async function getRun(api: ApiClient, name: string): Promise<RunShape> {
  return await api.call('GET', `/api/runs/${name}`, runShape);
}

/** What is not as the run planned it; empty when every member is on its planned versions. */
export function differences(run: RunShape, members: readonly MemberListItem[]): string[] {
  const planned = run.stages.flatMap((stage) => stage.groups.flatMap((group) => group.members));
  const missing = members
    .filter(({ fleet, name }) => !planned.some((member) => member.fleet === fleet && member.name === name))
    .map(({ name }) => `${name} is in no stage`);
  return [...missing, ...planned.flatMap((member) => memberDifferences(member, members))];
}

function memberDifferences(
  planned: RunShape['stages'][number]['groups'][number]['members'][number],
  members: readonly MemberListItem[],
): string[] {
  const { name, to, state } = planned;
  const actual = members.find((member) => member.fleet === planned.fleet && member.name === name);
  if (state !== 'Completed') return [`${name} is ${state}, not Completed`];
  const wrong: string[] = [];
  if (actual?.kubernetesVersion !== to.kubernetesVersion) {
    wrong.push(
      `${name} runs Kubernetes ${actual?.kubernetesVersion ?? '?'}, not ${to.kubernetesVersion ?? '?'}`,
    );
  }
  for (const pool of to.nodePools) {
    const image = actual?.nodePools.find((each) => each.name === pool.name)?.nodeImageVersion;
    if (image !== pool.nodeImageVersion) {
      wrong.push(`${name}/${pool.name} has ${image ?? 'no image'}, not ${pool.nodeImageVersion ?? '?'}`);
    }
  }
  return wrong;
}
