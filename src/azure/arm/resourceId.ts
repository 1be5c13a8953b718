/** The parts of an ARM id of a top-level resource: `/subscriptions/…/resourceGroups/…/providers/…/<type>/<name>`. */
export interface ResourceId {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
}

/** Azure spells the fixed words with any case. Throws on anything else. */
export function parseResourceId(id: string): ResourceId {
  const parts = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/[^/]+\/[^/]+\/([^/]+)$/i.exec(
    id,
  );
  const [, subscriptionId, resourceGroup, name] = parts ?? [];
  if (subscriptionId === undefined || resourceGroup === undefined || name === undefined) {
    throw new Error(`Not the ARM id of a resource: ${id}`);
  }
  return { subscriptionId, resourceGroup, name };
}
