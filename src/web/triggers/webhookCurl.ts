import type { TriggerBody } from '../api/types.ts';

type Webhook = Extract<TriggerBody, { kind: 'webhook' }>;
type Way = Webhook['webhook']['authentication'][number];

/** Something that the trigger allows a call to say, and with which it can be tried. */
function sampleBody({ managedClusterUpdate: { upgrade }, webhook: { allow = {} } }: Webhook): string {
  const needsVersion = upgrade.type !== 'NodeImageOnly' && !('kubernetesVersion' in upgrade);
  const body = {
    ...(allow.kubernetesVersion === true && needsVersion && { kubernetesVersion: '1.33' }),
    ...(allow.start === true && { start: false }),
  };
  return JSON.stringify(body);
}

/** A shell script that calls the webhook as one of its ways wants it: to be copied and tried. */
export function curlFor(webhook: Webhook, way: Way, url: string): string {
  const body = `body='${sampleBody(webhook)}'`;
  const post = `curl -X POST '${url}' -H 'content-type: application/json' -d "$body"`;
  switch (way.type) {
    case 'standardWebhooks':
      return [
        `secret=…   # what ${way.secrets[0] ?? 'the app setting'} holds: whsec_…`,
        body,
        'id=msg_$(openssl rand -hex 12)',
        'now=$(date +%s)',
        `key=$(printf %s "\${secret#whsec_}" | base64 -d | od -An -v -tx1 | tr -d ' \\n')`,
        'signature=$(printf %s "$id.$now.$body" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | base64)',
        `${post} \\`,
        '  -H "webhook-id: $id" -H "webhook-timestamp: $now" -H "webhook-signature: v1,$signature"',
      ].join('\n');
    case 'gitHub':
      return [
        `secret=…   # what ${way.secrets[0] ?? 'the app setting'} holds`,
        body,
        `signature=$(printf %s "$body" | openssl dgst -sha256 -hmac "$secret" | sed 's/^.* //')`,
        `${post} \\`,
        '  -H "x-hub-signature-256: sha256=$signature"',
      ].join('\n');
    case 'entra':
      return [
        "token=$(az account get-access-token --resource api://… --query accessToken -o tsv)   # the app's Entra application",
        body,
        `${post} \\`,
        '  -H "authorization: Bearer $token" -H "idempotency-key: $(openssl rand -hex 12)"',
      ].join('\n');
  }
}
