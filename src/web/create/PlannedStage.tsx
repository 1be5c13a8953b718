import { Badge, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { Plan } from '../api/types.ts';
import { gatesText } from '../gates/gateText.ts';
import { useCards } from '../parts/cards.ts';
import { counted } from '../parts/counted.ts';
import { untilText } from '../parts/estimateText.ts';
import { useAppNow } from '../parts/Time.tsx';
import { durationText } from '../parts/timeText.ts';
import { limitsText } from '../policy/limits.ts';
import { PlannedChange } from './PlannedChange.tsx';

const SHOWN_MEMBERS = 8;
const SHOWN_GROUPS = 12;

const useStyles = makeStyles({
  stage: { borderLeft: `3px solid ${tokens.colorBrandStroke2}`, paddingInlineStart: '12px' },
  members: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '2px' },
});

type PlannedTimes = Plan['estimate']['stages'][number];

/** `10:05 to 11:40`; empty where it is not known. */
function timesText({ startsAt, endsAt }: Partial<PlannedTimes>, now: number): string {
  if (startsAt === undefined) return '';
  return endsAt === undefined
    ? `from ${untilText(startsAt, now)}`
    : `${untilText(startsAt, now)} to ${untilText(endsAt, now)}`;
}

/** A stage of a plan: when it would go, its limits, and what changes on the first of its members. */
export function PlannedStage({
  stage,
  times = {},
}: {
  stage: Plan['stages'][number];
  times?: Partial<PlannedTimes> | undefined;
}) {
  const styles = useStyles();
  const cards = useCards();
  const wait = stage.afterStageWaitInSeconds ?? 0;
  const limits = limitsText(stage);
  const when = timesText(times, useAppNow(false));
  const shown = stage.groups.slice(0, SHOWN_GROUPS);
  return (
    <section className={mergeClasses(styles.stage, cards.stack)}>
      <span className={cards.row}>
        <Text weight="semibold">{stage.name}</Text>
        {when !== '' && <Text size={200}>{when}</Text>}
        {limits !== '' && (
          <Badge appearance="outline" color="informative">
            {limits}
          </Badge>
        )}
        {wait > 0 && (
          <Badge appearance="outline" color="informative">
            then waits {durationText(wait * 1_000)}
          </Badge>
        )}
      </span>
      <PlannedGates when="Before it" gates={stage.beforeGates} />
      {shown.map((group) => (
        <div key={group.name}>
          <PlannedGates when={`Before ${group.name}`} gates={group.beforeGates} />
          <Text size={200} className={cards.quiet}>
            {group.name}
            {limitsText(group) !== '' && `, ${limitsText(group)}`}
          </Text>
          <ul className={styles.members}>
            {group.members.slice(0, SHOWN_MEMBERS).map((member) => (
              <li key={`${member.fleet}/${member.name}`}>
                <PlannedChange member={member} />
              </li>
            ))}
          </ul>
          {group.members.length > SHOWN_MEMBERS && (
            <Text size={200}>and {group.members.length - SHOWN_MEMBERS} more</Text>
          )}
          <PlannedGates when={`After ${group.name}`} gates={group.afterGates} />
        </div>
      ))}
      {stage.groups.length > SHOWN_GROUPS && (
        <Text size={200}>and {counted(stage.groups.length - SHOWN_GROUPS, 'group')} more</Text>
      )}
      <PlannedGates when="After it" gates={stage.afterGates} />
    </section>
  );
}

interface PlannedGatesProps {
  readonly when: string;
  readonly gates: Plan['stages'][number]['beforeGates'];
}

function PlannedGates({ when, gates = [] }: PlannedGatesProps) {
  if (gates.length === 0) return null;
  return (
    <Text block size={200}>
      {when}: {gatesText(gates)}
    </Text>
  );
}
