import { z } from 'zod';
import { issueText } from '../domain/issueText.ts';
import { withoutUndefined } from '../domain/withoutUndefined.ts';

const AKS = 'Microsoft.ContainerService.';
const version = z.string().regex(/^v?\d+\.\d+\.\d+$/i, 'must be a Kubernetes version such as 1.33.2');
const cluster = z.string().min(1).max(1_000);

/**
 * An event of AKS in Event Grid's own or the CloudEvents schema (learn.microsoft.com/azure/event-grid/event-schema-aks;
 * data-plane specification Microsoft.ContainerService 2018-01-01). The two differ in three names.
 */
const envelope = z
  .looseObject({
    id: z.string().min(1).max(200),
    eventType: z.string().exactOptional(),
    type: z.string().exactOptional(),
    topic: z.string().exactOptional(),
    source: z.string().exactOptional(),
    eventTime: z.string().exactOptional(),
    time: z.string().exactOptional(),
    data: z.unknown(),
  })
  .transform(({ id, eventType, type, topic, source, eventTime, time, data }) => ({
    id,
    type: eventType ?? type ?? '',
    source: topic ?? source ?? '',
    data,
    time: eventTime ?? time,
  }));

const released = z.looseObject({
  latestSupportedKubernetesVersion: version,
  latestStableKubernetesVersion: version,
  lowestMinorKubernetesVersion: version,
});
/** AKS's notices name a minor or a patch version. */
const support = z.looseObject({
  kubernetesVersion: z.string().regex(/^v?\d+\.\d+(\.\d+)?$/i, 'must be a Kubernetes version'),
});

export type AksEvent =
  | {
      readonly kind: 'released';
      readonly id: string;
      readonly type: string;
      readonly latestSupported: string;
      readonly latestStable: string;
      readonly lowestMinor: string;
    }
  | {
      readonly kind: 'support';
      readonly id: string;
      readonly type: string;
      readonly clusterResourceId: string;
      readonly status: 'Ending' | 'Ended';
      readonly kubernetesVersion: string;
      readonly at?: string;
    }
  /** Not one that this app does anything with. */
  | { readonly kind: 'foreign'; readonly type: string }
  | { readonly kind: 'malformed'; readonly type: string; readonly reason: string };

export function readAksEvent(event: unknown): AksEvent {
  const parsed = envelope.safeParse(event, { error: issueText });
  if (!parsed.success) return malformed('unknown', parsed.error);
  const { id, type, source, time, data } = parsed.data;
  switch (type.toLowerCase()) {
    case `${AKS}NewKubernetesVersionAvailable`.toLowerCase(): {
      const versions = released.safeParse(data, { error: issueText });
      if (!versions.success) return malformed(type, versions.error);
      return {
        kind: 'released',
        id,
        type,
        latestSupported: plain(versions.data.latestSupportedKubernetesVersion),
        latestStable: plain(versions.data.latestStableKubernetesVersion),
        lowestMinor: plain(versions.data.lowestMinorKubernetesVersion),
      };
    }
    case `${AKS}ClusterSupportEnding`.toLowerCase():
      return supportEvent('Ending', id, type, { source, time, data });
    case `${AKS}ClusterSupportEnded`.toLowerCase():
      return supportEvent('Ended', id, type, { source, time, data });
    default:
      return { kind: 'foreign', type: type.slice(0, 200) || 'unknown' };
  }
}

function supportEvent(
  status: 'Ending' | 'Ended',
  id: string,
  type: string,
  { source, time, data }: { source: string; time: string | undefined; data: unknown },
): AksEvent {
  const parsed = z
    .object({ source: cluster, data: support })
    .safeParse({ source, data }, { error: issueText });
  if (!parsed.success) return malformed(type, parsed.error);
  const { kubernetesVersion } = parsed.data.data;
  const at = time !== undefined && !Number.isNaN(Date.parse(time)) ? new Date(time).toISOString() : undefined;
  const about = { id, type, status, clusterResourceId: source, kubernetesVersion: plain(kubernetesVersion) };
  return { kind: 'support', ...withoutUndefined({ ...about, at }) };
}

const plain = (text: string) => text.replace(/^v/i, '');

function malformed(type: string, error: z.ZodError): AksEvent {
  const reason = error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ');
  return { kind: 'malformed', type: type.slice(0, 200), reason: reason.slice(0, 500) };
}
