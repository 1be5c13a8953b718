import type { TriggerBody } from '../api/types.ts';

type Authentication = Extract<TriggerBody, { kind: 'webhook' }>['webhook']['authentication'];
export type Way = Authentication[number]['type'];

/** The ways that are set, each with the names of its secrets. */
export function ways(authentication: Authentication): ReadonlyMap<Way, readonly string[]> {
  return new Map(authentication.map((each) => [each.type, 'secrets' in each ? each.secrets : []]));
}

/** With a way that has these secrets in place of what it had; `undefined` takes it away. The others stay. */
export function withWay(
  authentication: Authentication,
  type: Way,
  secrets: readonly string[] | undefined,
): Authentication {
  const others = authentication.filter((each) => each.type !== type);
  if (secrets === undefined) return others;
  return [...others, type === 'entra' ? { type } : { type, secrets: [...secrets] }];
}
