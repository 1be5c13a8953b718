import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { InventoryMember, LatestNodeImage } from '../../../src/domain/fleet/inventory.ts';
import { kubernetesStanding, parseKubernetesVersion } from '../../../src/domain/fleet/kubernetesVersion.ts';
import { imageStanding, parseNodeImage } from '../../../src/domain/fleet/nodeImage.ts';
import type { Plan, PlannedMember, PlanRequest } from '../../../src/domain/plan/plan.ts';
import { planDifferences, planDigest } from '../../../src/domain/plan/planDigest.ts';
import { planRun } from '../../../src/domain/plan/planRun.ts';
import type { NodeImageSelection, Upgrade } from '../../../src/domain/plan/updateSpec.ts';
import { aCluster, anAssignment, anImage, aPool, aRequest, anUnreadableMember } from './planBuilders.ts';

const FAMILIES = ['AKSUbuntu-2204gen2containerd', 'AKSAzureLinux-V3gen2'];
const LOCATIONS = ['westeurope', 'northeurope', 'eastus'];
const GROUPS = ['g1', 'g2', 'g3', 'g4'];

const version = fc.constantFrom('1.31.4', '1.32.6', '1.32.9', '1.33.2', 'edge');
const build = fc.constantFrom(
  '2022.12.01',
  '202507.06.0',
  '202507.21.0',
  '202508.06.0',
  '202508.06.0-2025.08.10',
);
const image = fc.oneof(
  { weight: 9, arbitrary: fc.tuple(fc.constantFrom(...FAMILIES), build).map((parts) => parts.join('-')) },
  { weight: 1, arbitrary: fc.constant('Mystery') },
);

const member: fc.Arbitrary<InventoryMember> = fc
  .record({
    name: fc.stringMatching(/^[a-d][-a-d]{0,2}[a-d]$/),
    fleet: fc.constantFrom('demo', 'edge', 'unmanaged'),
    group: fc.option(fc.constantFrom(...GROUPS)),
    location: fc.constantFrom(...LOCATIONS),
    kubernetesVersion: version,
    pools: fc.uniqueArray(fc.record({ name: fc.constantFrom('p1', 'p2', 'p3'), nodeImageVersion: image }), {
      selector: (pool) => pool.name,
    }),
    isReadable: fc.boolean(),
  })
  .map(({ name, fleet, group, location, kubernetesVersion, pools, isReadable }) => {
    const nodePools = pools.map((pool) => aPool({ ...pool, kubernetesVersion }));
    const bare = { ...anUnreadableMember(name, group), fleet };
    if (!isReadable) return bare;
    const cluster = aCluster(name, { location, kubernetesVersion, nodePools });
    return { ...bare, access: 'Readable', cluster };
  });

const images: fc.Arbitrary<LatestNodeImage[]> = fc.array(
  fc
    .tuple(fc.constantFrom(...LOCATIONS), fc.constantFrom(...FAMILIES), build)
    .map(([location, family, newest]) => anImage(location, `${family}-${newest}`, family)),
);

const upgrade: fc.Arbitrary<Upgrade> = fc.oneof(
  fc.constant<Upgrade>({ type: 'NodeImageOnly' }),
  fc
    .tuple(
      fc.constantFrom('Full' as const, 'ControlPlaneOnly' as const),
      fc.constantFrom('1.32', '1.32.9', 'v1.33.2', '1.34'),
    )
    .map(([type, kubernetesVersion]) => ({ type, kubernetesVersion })),
);

const selection: fc.Arbitrary<NodeImageSelection> = fc.oneof(
  fc.constantFrom<NodeImageSelection>({ type: 'Latest' }, { type: 'Consistent' }),
  fc.array(image, { minLength: 1, maxLength: 3 }).map((names): NodeImageSelection => ({
    type: 'Custom',
    customNodeImageVersions: names.map((name) => ({ version: name })),
  })),
);

const stages = fc.array(
  fc.record({
    name: fc.constantFrom('s1', 's2', 's3'),
    groups: fc.array(fc.record({ name: fc.constantFrom(...GROUPS) }), { minLength: 1, maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 3 },
);

const request: fc.Arbitrary<PlanRequest> = fc
  .record({
    members: fc.uniqueArray(member, { selector: ({ fleet, name }) => `${fleet}/${name}`, maxLength: 25 }),
    wishes: fc.array(fc.option(fc.constantFrom(...GROUPS)), { maxLength: 6 }),
    images,
    upgrade,
    selection,
    stages,
    implicit: fc.boolean(),
    fleets: fc.uniqueArray(fc.constantFrom('demo', 'edge'), { minLength: 1 }),
  })
  .map(({ members, wishes, ...rest }) => {
    const assignments = wishes.flatMap((wanted, index) => {
      const { fleet, name } = members[index] ?? {};
      return fleet === undefined || name === undefined ? [] : [anAssignment(name, { fleet, wanted })];
    });
    return aRequest(members, { ...rest, assignments, asOf: { demo: 'then', edge: 'then' } });
  });

const membersOf = (plan: Plan): PlannedMember[] =>
  plan.stages.flatMap((stage) => stage.groups.flatMap(({ members }) => members));
const label = ({ fleet, name }: { readonly fleet: string; readonly name: string }) => `${fleet}/${name}`;
const labelsOf = (plan: Plan) => membersOf(plan).map(label);

/** The same in another order: everything whose order means nothing. */
const shuffled = (original: PlanRequest): fc.Arbitrary<PlanRequest> => {
  const mixed = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length });
  const { members, latestNodeImages } = original.inventory;
  return fc
    .tuple(mixed(members), mixed(latestNodeImages), mixed(original.assignments), mixed(original.fleets))
    .map(([mixedMembers, mixedImages, assignments, fleets]) => ({
      ...original,
      assignments,
      fleets,
      inventory: {
        ...original.inventory,
        latestNodeImages: mixedImages,
        asOf: Object.fromEntries(Object.entries(original.inventory.asOf).toReversed()),
        members: mixedMembers.map((each) =>
          each.cluster
            ? { ...each, cluster: { ...each.cluster, nodePools: each.cluster.nodePools.toReversed() } }
            : each,
        ),
      },
    }));
};

describe('Every plan', () => {
  it('has a member of its fleets at most once, and loses none', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const plan = planRun(asked);
        const labels = labelsOf(plan);
        const left = plan.findings.find(({ code }) => code === 'MembersInNoStage');
        const mine = asked.inventory.members.filter(({ fleet }) => asked.fleets.includes(fleet)).map(label);
        const places = new Set([...labels, ...(left?.members ?? [])]);
        expect(new Set(labels).size).toBe(labels.length);
        expect(labels.length + (left?.count ?? 0)).toBe(mine.length);
        for (const place of places) expect(mine).toContain(place);
      }),
    );
  });

  it('has the groups and stages that were asked for, in their order', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const shape = (parts: readonly { name: string; groups: readonly { name: string }[] }[]) =>
          parts.map(({ name, groups }) => [name, groups.map((group) => group.name)]);
        expect(shape(planRun(asked).stages)).toEqual(shape(asked.stages));
      }),
    );
  });

  it('sorts the members of a group by name, then fleet', () => {
    fc.assert(
      fc.property(request, (asked) => {
        for (const { members } of planRun(asked).stages.flatMap(({ groups }) => groups)) {
          for (const [index, next] of members.slice(1).entries()) {
            const previous = members[index];
            const isBefore =
              previous !== undefined &&
              (previous.name < next.name || (previous.name === next.name && previous.fleet < next.fleet));
            expect(isBefore).toBe(true);
          }
        }
      }),
    );
  });

  it('is the same for the same input in any order', () => {
    const pair = request.chain((asked) => fc.tuple(fc.constant(asked), shuffled(asked)));
    fc.assert(
      fc.property(pair, ([asked, mixed]) => {
        const [plan, again] = [planRun(asked), planRun(mixed)];
        expect(JSON.stringify(again)).toBe(JSON.stringify(plan));
        expect(planDigest(again)).toBe(planDigest(plan));
      }),
    );
  });

  it('takes no member and no pool back to an older version', () => {
    fc.assert(
      fc.property(request, (asked) => {
        for (const { from, to } of membersOf(planRun(asked))) {
          const runs = parseKubernetesVersion(from.kubernetesVersion ?? '');
          const goal = parseKubernetesVersion(to.kubernetesVersion ?? '');
          if (runs && goal) expect(kubernetesStanding(runs, goal)).not.toBe('Ahead');
          expect(to.nodePools.map(({ name }) => name)).toEqual(from.nodePools.map(({ name }) => name));
          for (const [index, pool] of from.nodePools.entries()) {
            const has = parseNodeImage(pool.nodeImageVersion ?? '');
            const gets = parseNodeImage(to.nodePools[index]?.nodeImageVersion ?? '');
            if (has && gets) expect(['At', 'Behind']).toContain(imageStanding(has, gets));
          }
        }
      }),
    );
  });

  it('changes something known or unknown of each member it updates, and nothing of the others', () => {
    fc.assert(
      fc.property(request, (asked) => {
        for (const { from, to, update } of membersOf(planRun(asked))) {
          const isKnown =
            to.kubernetesVersion !== undefined &&
            to.nodePools.every(({ nodeImageVersion }) => nodeImageVersion !== undefined);
          const isSame = isDeepStrictEqual(to, from);
          // A pool's Kubernetes version is no part of from and to; here it is always its cluster's.
          expect([from, to, update ? isKnown && isSame : !isSame]).toEqual([from, to, false]);
        }
      }),
    );
  });

  it('that is Consistent has one version per family, and updates no pool beyond or beside it', () => {
    fc.assert(
      fc.property(request, (asked) => {
        if (asked.managedClusterUpdate.upgrade.type === 'ControlPlaneOnly') return;
        if (asked.managedClusterUpdate.nodeImageSelection?.type !== 'Consistent') return;
        const plan = planRun(asked);
        const locked = plan.lock.nodeImageVersions ?? [];
        const families = locked.map((name) => parseNodeImage(name)?.family);
        expect(new Set(families).size).toBe(locked.length);
        for (const { from, to } of membersOf(plan)) {
          for (const [index, { nodeImageVersion }] of to.nodePools.entries()) {
            const isKept = nodeImageVersion === from.nodePools[index]?.nodeImageVersion;
            if (nodeImageVersion !== undefined && !isKept) expect(locked).toContain(nodeImageVersion);
          }
        }
      }),
    );
  });

  it('differs from another in words exactly when the digests differ', () => {
    fc.assert(
      fc.property(request, request, (one, other) => {
        const [before, after] = [planRun(one), planRun(other)];
        const sentences = planDifferences(before, after);
        expect(sentences.length > 0).toBe(planDigest(before) !== planDigest(after));
        expect(sentences.length).toBeLessThanOrEqual(10);
        expect(new Set(sentences).size).toBe(sentences.length);
      }),
    );
  });
});
