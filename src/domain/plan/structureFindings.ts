import { finding, type Finding } from './findings.ts';
import type { PlanRequest } from './plan.ts';
import { MAX_GROUPS_PER_STAGE, MAX_STAGES } from './updateSpec.ts';

/** What is wrong with a run before any member is looked at; all of it refuses the run. */
export function structureFindings(request: PlanRequest): Finding[] {
  return [
    ...unreadFleets(request).map((fleet) =>
      finding(
        'InventoryMissing',
        `The members of fleet "${fleet}" have not been read yet. Reading GET /api/members?refresh=true or starting a run fills the inventory.`,
      ),
    ),
    ...tooMany(request),
    ...duplicates(request),
  ];
}

/** Fleets of the run that the inventory has no complete reading of, sorted. */
export function unreadFleets({ fleets, inventory }: PlanRequest): string[] {
  return [...new Set(fleets)].filter((fleet) => !Object.hasOwn(inventory.asOf, fleet)).toSorted();
}

function tooMany({ stages }: PlanRequest): Finding[] {
  const crowded = stages.filter(({ groups }) => groups.length > MAX_GROUPS_PER_STAGE);
  return [
    ...(stages.length > MAX_STAGES
      ? [
          finding(
            'TooManyStages',
            `The run has ${stages.length} stages; at most ${MAX_STAGES} are allowed. Put groups that may update in parallel into one stage.`,
          ),
        ]
      : []),
    ...crowded.map(({ name, groups }) =>
      finding(
        'TooManyGroups',
        `Stage "${name}" has ${groups.length} groups; Fleet Manager allows ${MAX_GROUPS_PER_STAGE}. Spread them over more stages.`,
        { stage: name },
      ),
    ),
  ];
}

function duplicates({ stages }: PlanRequest): Finding[] {
  const groupNames = stages.flatMap(({ groups }) => groups.map(({ name }) => name));
  return [
    ...repeated(stages.map(({ name }) => name)).map((stage) =>
      finding(
        'DuplicateStage',
        `More than one stage is named "${stage}". Give each stage a name of its own.`,
        { stage },
      ),
    ),
    ...repeated(groupNames).map((group) =>
      finding(
        'DuplicateGroup',
        `Group "${group}" is named more than once. Keep it in one place: a member is updated once in a run.`,
        { group },
      ),
    ),
  ];
}

/** Names that occur more than once, each once, in the order of their first occurrence. */
function repeated(names: readonly string[]): string[] {
  return [...Map.groupBy(names, (name) => name)].flatMap(([name, all]) => (all.length > 1 ? [name] : []));
}
