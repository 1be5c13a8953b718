import type { PlanBody } from '../api/types.ts';

/**
 * What plays the run before it is created, to be pasted into a shell. The body stands in a quoted here document: nothing in
 * it is taken for more than text.
 */
export function rehearseCommand(body: PlanBody, url: string): string {
  return [
    `fleet-updates rehearse --url ${url} --plays 20 --fail 2% -f - <<'RUN'`,
    JSON.stringify(body, undefined, 2),
    'RUN',
  ].join('\n');
}
