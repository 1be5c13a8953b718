import {
  Badge,
  Button,
  makeStyles,
  mergeClasses,
  Spinner,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { Plan } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { counted } from '../parts/counted.ts';
import { Findings } from '../parts/Findings.tsx';
import { aboutText, untilText } from '../parts/estimateText.ts';
import { useAppNow } from '../parts/Time.tsx';
import { durationText } from '../parts/timeText.ts';
import { Trouble } from '../parts/Trouble.tsx';
import { VersionLock } from '../parts/VersionLock.tsx';
import { limitsText } from '../policy/limits.ts';
import { hasErrors, type PlanState } from './plan.ts';
import { PlannedChange } from './PlannedChange.tsx';
import { PlanInFull } from './PlanInFull.tsx';
import { countMembers } from './runDraft.ts';

const SHOWN_MEMBERS = 8;
const SHOWN_GROUPS = 12;

const useStyles = makeStyles({
  stage: { borderLeft: `3px solid ${tokens.colorBrandStroke2}`, paddingInlineStart: '12px' },
  members: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '2px' },
});

interface PlanPanelProps {
  readonly state: PlanState;
  /** The form is far enough for a plan. */
  readonly isAsked: boolean;
}

/** What would happen, beside the form. */
export function PlanPanel({ state: { plan, error, isFetching }, isAsked }: PlanPanelProps) {
  const cards = useCards();
  return (
    <aside className={mergeClasses(cards.card, cards.stack)} aria-label="Plan" aria-live="polite">
      <span className={cards.row}>
        <Subtitle2 as="h2">Plan</Subtitle2>
        {isFetching && <Spinner size="extra-tiny" />}
      </span>
      {!isAsked && <Text className={cards.quiet}>What the run would do appears here as you fill in.</Text>}
      {error && <Trouble error={error} />}
      {plan && !error && <ShownPlan plan={plan} />}
    </aside>
  );
}

function ShownPlan({ plan }: { plan: Plan }) {
  const cards = useCards();
  const [inFull, setInFull] = useState(false);
  return (
    <>
      <Text>{summaryOf(plan)}</Text>
      {!hasErrors(plan) && <Estimated plan={plan} />}
      <Findings findings={plan.findings} />
      <VersionLock
        kubernetesVersion={plan.lock.kubernetesVersion}
        nodeImages={plan.lock.nodeImageVersions ?? []}
      />
      {plan.stages.map((stage, index) => (
        <Stage key={stage.name} stage={stage} times={plan.estimate.stages[index]} />
      ))}
      <div className={cards.row}>
        <Button size="small" onClick={() => setInFull(true)}>
          Open in full
        </Button>
      </div>
      {inFull && <PlanInFull plan={plan} onClose={() => setInFull(false)} />}
    </>
  );
}

/** With an error nothing is updated, so nothing else is promised. */
function summaryOf(plan: Plan): string {
  const { all, toUpdate } = countMembers(plan);
  if (hasErrors(plan)) {
    const errors = plan.findings.filter(({ severity }) => severity === 'error').length;
    return `Nothing will be updated: the plan has ${counted(errors, 'error')}.`;
  }
  return `${toUpdate} of ${counted(all, 'member')} will be updated.`;
}

/** How long it will take, and what that rests on. */
function Estimated({ plan: { estimate } }: { plan: Plan }) {
  const cards = useCards();
  const { seconds, endsAt, basis } = estimate;
  const now = useAppNow();
  return (
    <div>
      <Text block weight="semibold">
        {seconds === undefined || endsAt === undefined
          ? 'How long it takes is not known: something holds it up that has no known end.'
          : `Takes ${aboutText(seconds * 1_000)}: started now, until ${untilText(endsAt, now)}.`}
      </Text>
      <Text block size={200} className={cards.quiet}>
        {basis.message}
      </Text>
    </div>
  );
}

type PlannedTimes = Plan['estimate']['stages'][number];

/** `10:05 to 11:40`; empty where it is not known. */
function timesText({ startsAt, endsAt }: Partial<PlannedTimes>, now: number): string {
  if (startsAt === undefined) return '';
  return endsAt === undefined
    ? `from ${untilText(startsAt, now)}`
    : `${untilText(startsAt, now)} to ${untilText(endsAt, now)}`;
}

function Stage({
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
      {shown.map((group) => (
        <div key={group.name}>
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
        </div>
      ))}
      {stage.groups.length > SHOWN_GROUPS && (
        <Text size={200}>and {counted(stage.groups.length - SHOWN_GROUPS, 'group')} more</Text>
      )}
    </section>
  );
}
