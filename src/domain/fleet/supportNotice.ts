import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import type { InventoryMember } from './inventory.ts';
import { minorSteps, parseKubernetesVersion } from './kubernetesVersion.ts';

/** That AKS ends, or has ended, its support of the version that a cluster runs. */
export const supportNoticeSchema = z.object({
  /** A hash of the cluster's id. */
  name: z.string(),
  clusterResourceId: z.string(),
  status: z.enum(['Ending', 'Ended']),
  /** `1.31` or `1.31.4`. */
  kubernetesVersion: z.string(),
  receivedAt: z.string(),
});
export type SupportNotice = Immutable<z.infer<typeof supportNoticeSchema>>;

/** What somebody should do about a member, whatever a plan may say. */
export const memberFindingSchema = z.object({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
});
type MemberFinding = Immutable<z.infer<typeof memberFindingSchema>>;

/** What the notice means for the member now: nothing once its cluster runs a later minor version. */
export function supportFindings(member: InventoryMember, notice: SupportNotice | undefined): MemberFinding[] {
  if (!notice) return [];
  const told = parseKubernetesVersion(notice.kubernetesVersion);
  const runs = parseKubernetesVersion(member.cluster?.kubernetesVersion ?? '');
  if (told && runs && minorSteps(told, runs) > 0) return [];
  const [code, words] =
    notice.status === 'Ended'
      ? (['ClusterSupportEnded', 'has ended'] as const)
      : (['ClusterSupportEnding', 'ends soon'] as const);
  const message = `AKS's support of Kubernetes ${notice.kubernetesVersion} ${words}. Update the cluster to a later minor version.`;
  return [{ severity: 'warning', code, message }];
}

/** Of two notices about a cluster the one to keep: the later version's, else the worse one. */
export function worseNotice(known: SupportNotice | undefined, told: SupportNotice): SupportNotice {
  const [one, other] = [known, told].map((each) => parseKubernetesVersion(each?.kubernetesVersion ?? ''));
  if (!known || !one || !other) return told;
  const steps = minorSteps(one, other);
  if (steps !== 0) return steps > 0 ? told : known;
  return known.status === 'Ended' ? known : told;
}
