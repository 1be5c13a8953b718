import type { z } from 'zod';
import { estimateSchema, type Estimate } from '../domain/estimate/estimate.ts';
import type { Immutable } from '../domain/immutable.ts';
import { lengthText } from '../domain/time/lengthText.ts';
import {
  planAnswerSchema,
  type MemberVersions,
  type Plan,
  type PlannedMember,
  type PlannedStage,
} from '../domain/plan/plan.ts';
import { markdownTable, markdownText } from './markdown.ts';

/** A plan as it is answered, by whatever release: the one before knew no estimate, or no times of members in it. */
export const planToShow = planAnswerSchema
  .partial({ digest: true })
  .extend({ estimate: estimateSchema.exactOptional() });
type PlanToShow = Immutable<z.infer<typeof planToShow>>;

/** The plan as a comment of a pull request: how long it takes, its stages, what speaks against it, and each member, folded away. */
export function planMarkdown({ stages, lock, findings, estimate }: PlanToShow): string {
  const parts = [
    `### Plan${lockWords(lock)}`,
    ...(estimate ? [estimateWords(estimate)] : []),
    stageTable(stages, estimate),
    '### Findings',
    findings.length === 0
      ? 'Nothing speaks against it.'
      : markdownTable(
          ['Severity', 'Code', 'Finding'],
          findings.map(({ severity, code, message }) => [severity, code, message]),
        ),
    ...memberDetails(stages),
  ];
  return parts.join('\n\n');
}

function lockWords({ kubernetesVersion, nodeImageVersions = [] }: Plan['lock']): string {
  const held = [...(kubernetesVersion === undefined ? [] : [kubernetesVersion]), ...nodeImageVersions];
  return held.length === 0 ? '' : ` (${markdownText(held.join(', '))})`;
}

/** How long the whole takes. */
export function estimateWords({ seconds, endsAt, basis }: Estimate): string {
  const takes =
    seconds === undefined || endsAt === undefined
      ? 'When it ends is not known: a freeze without an end holds it up.'
      : `Takes about ${lengthText(seconds)}: until ${minuteOf(endsAt)} if it starts now.`;
  return `${takes} ${basis.message}`;
}

const minuteOf = (time: string) => `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;

/** Stages, each with how many of its members are updated, from what to what. */
function stageTable(stages: readonly PlannedStage[], estimate: Estimate | undefined): string {
  const rows = stages.map(({ name, groups }, index) => {
    const members = groups.flatMap((group) => group.members);
    const updated = members.filter(isUpdated);
    const times = estimate?.stages[index];
    return [
      name,
      `${updated.length} of ${members.length}`,
      distinct(updated.flatMap(({ from }) => versionsOf(from))),
      distinct(updated.flatMap(({ to }) => versionsOf(to))),
      times?.startsAt === undefined ? '' : minuteOf(times.startsAt),
      times?.endsAt === undefined ? '' : minuteOf(times.endsAt),
    ];
  });
  return rows.length === 0
    ? 'No member is in it.'
    : markdownTable(['Stage', 'Members', 'From', 'To', 'Starts', 'Ends'], rows);
}

function memberDetails(stages: readonly PlannedStage[]): string[] {
  const rows = stages.flatMap((stage) =>
    stage.groups.flatMap((group) =>
      group.members.map((member) => [
        stage.name,
        group.name,
        `${member.fleet}/${member.name}`,
        distinct(versionsOf(member.from)),
        distinct(versionsOf(member.to)),
        member.leftOut?.message ?? (member.update ? '' : 'nothing to update'),
      ]),
    ),
  );
  if (rows.length === 0) return [];
  const table = markdownTable(['Stage', 'Group', 'Member', 'From', 'To', 'Note'], rows);
  return [`<details><summary>Members (${rows.length})</summary>`, table, '</details>'];
}

const isUpdated = ({ update, leftOut }: PlannedMember) => update && leftOut === undefined;

const versionsOf = ({ kubernetesVersion, nodePools }: MemberVersions) =>
  [kubernetesVersion, ...nodePools.map(({ nodeImageVersion }) => nodeImageVersion)].flatMap(
    (version) => version ?? [],
  );

const distinct = (values: readonly string[]) => [...new Set(values)].toSorted().join(', ');
