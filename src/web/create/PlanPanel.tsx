import { Button, mergeClasses, Spinner, Subtitle2, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { Plan } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { counted } from '../parts/counted.ts';
import { Findings } from '../parts/Findings.tsx';
import { aboutText, untilText } from '../parts/estimateText.ts';
import { useAppNow } from '../parts/Time.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { VersionLock } from '../parts/VersionLock.tsx';
import { hasErrors, type PlanState } from './plan.ts';
import { PlannedStage } from './PlannedStage.tsx';
import { PlanInFull } from './PlanInFull.tsx';
import { countMembers } from './runDraft.ts';

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
        <PlannedStage key={stage.name} stage={stage} times={plan.estimate.stages[index]} />
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
