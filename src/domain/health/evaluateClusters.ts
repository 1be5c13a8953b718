import type { ClusterAnswer } from '../fleet/clusterActivity.ts';
import { kubernetesStanding, parseKubernetesVersion } from '../fleet/kubernetesVersion.ts';
import { imageStanding, parseNodeImage } from '../fleet/nodeImage.ts';
import { clusterCount, resultOf, type CheckResult, type Evidence, type Finding } from './evaluation.ts';
import type { HealthSubject, UpdatedCluster } from './subject.ts';

interface ClustersCheck {
  readonly type: 'Clusters';
  readonly name?: string;
}

/** AKS's own word: provisioning Succeeded, power Running, versions not below those of the run. */
export function evaluateClusters(
  check: ClustersCheck,
  { clusters, lock }: HealthSubject,
  answers: ReadonlyMap<string, ClusterAnswer>,
): CheckResult {
  const holdsImages = lock.nodeImageVersions !== undefined;
  const found = clusters.flatMap((cluster) =>
    judge(cluster, answers.get(cluster.clusterResourceId.toLowerCase()) ?? 'NotFound', holdsImages),
  );
  return resultOf(check, found, `Succeeded, Running and at their versions: ${clusterCount(clusters.length)}`);
}

function judge(cluster: UpdatedCluster, answer: ClusterAnswer, holdsImages: boolean): Finding[] {
  const about = (outcome: Finding['outcome'], evidence: Omit<Evidence, 'cluster'>): Finding => ({
    outcome,
    evidence: { cluster: cluster.name, ...evidence },
  });
  if (answer === 'NotFound') return [about('Failed', { what: 'cluster', value: 'gone' })];
  if (typeof answer === 'string') return [about('Inconclusive', { what: 'cluster', value: answer })];
  const { provisioningState, powerState, nodePools } = answer;
  const pools = new Map(nodePools.map((pool) => [pool.name, pool]));
  return [
    stateIs(provisioningState, 'Succeeded', 'provisioning state'),
    stateIs(powerState, 'Running', 'power state'),
    standing('Kubernetes', answer.kubernetesVersion, cluster.to.kubernetesVersion, kubernetes),
    ...cluster.to.nodePools.flatMap(({ name, kubernetesVersion, nodeImageVersion }) => {
      const pool = pools.get(name);
      // Pools come and go while a run goes on: what is not there cannot be behind.
      if (!pool) return [];
      const { provisioningState: state } = pool;
      return [
        state === undefined ? undefined : stateIs(state, 'Succeeded', `pool ${name}`),
        standing(`Kubernetes of pool ${name}`, pool.kubernetesVersion, kubernetesVersion, kubernetes),
        holdsImages
          ? standing(`image of pool ${name}`, pool.nodeImageVersion, nodeImageVersion, image)
          : undefined,
      ];
    }),
  ].flatMap((each) => (each === undefined ? [] : about(each.outcome, each.evidence)));
}

interface Judged {
  readonly outcome: Finding['outcome'];
  readonly evidence: Omit<Evidence, 'cluster'>;
}

function stateIs(state: string, wanted: string, what: string): Judged {
  return {
    outcome: state === wanted ? 'Successful' : 'Failed',
    evidence: { what, value: state, rule: wanted },
  };
}

/** What AKS does not tell, before or now, is held to nothing. */
function standing(
  what: string,
  is: string | undefined,
  wanted: string | undefined,
  isBehind: (is: string, wanted: string) => boolean,
): Judged | undefined {
  if (is === undefined || wanted === undefined) return undefined;
  return {
    outcome: isBehind(is, wanted) ? 'Failed' : 'Successful',
    evidence: { what, value: is, rule: `at least ${wanted}` },
  };
}

function kubernetes(is: string, wanted: string): boolean {
  const [running, target] = [parseKubernetesVersion(is), parseKubernetesVersion(wanted)];
  return running !== undefined && target !== undefined && kubernetesStanding(running, target) === 'Behind';
}

function image(is: string, wanted: string): boolean {
  const [running, target] = [parseNodeImage(is), parseNodeImage(wanted)];
  return running !== undefined && target !== undefined && imageStanding(running, target) === 'Behind';
}
