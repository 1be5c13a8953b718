import { isDeepStrictEqual } from 'node:util';
import { valueAt } from '../show/columns.ts';

/** Whether a run does what a request asks for: the request of the try before that created it. */
export function isOfThisRequest(run: unknown, body: Readonly<Record<string, unknown>>): boolean {
  const strategy = body['strategy'] ?? body['saveStrategyAs'];
  const update = body['managedClusterUpdate'];
  return (
    valueAt(run, 'strategy') === strategy &&
    valueAt(run, 'versionsFrom.run') === valueAt(body, 'versionsFrom.run') &&
    includes(valueAt(run, 'managedClusterUpdate'), update) &&
    (body['fleets'] === undefined ||
      isDeepStrictEqual(sorted(valueAt(run, 'fleets')), sorted(body['fleets']))) &&
    (body['stages'] === undefined ||
      isDeepStrictEqual(namesOf(valueAt(run, 'stages')), namesOf(body['stages'])))
  );
}

/** The app adds what was left out. */
function includes(whole: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return part === whole || `v${String(whole)}` === part;
  return Object.entries(part).every(([key, value]) => includes(valueAt(whole, key), value));
}

const sorted = (value: unknown) => (Array.isArray(value) ? value.map(String).toSorted() : value);

function namesOf(stages: unknown): unknown {
  if (!Array.isArray(stages)) return stages;
  return stages.map((stage) => {
    const groups = valueAt(stage, 'groups');
    return [
      valueAt(stage, 'name'),
      Array.isArray(groups) ? groups.map((group) => valueAt(group, 'name')) : groups,
    ];
  });
}
