import {
  Badge,
  makeStyles,
  mergeClasses,
  Spinner,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answered, api } from '../api/client.ts';
import type { Plan, PlanBody } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { Findings } from '../parts/Findings.tsx';
import { durationText } from '../parts/timeText.ts';
import { Trouble } from '../parts/Trouble.tsx';
import { VersionLock } from '../parts/VersionLock.tsx';
import { PlannedChange } from './PlannedChange.tsx';
import { countMembers } from './runDraft.ts';

const ASK_AFTER_MS = 500;
const SHOWN_MEMBERS = 20;

const useStyles = makeStyles({
  stage: { borderLeft: `3px solid ${tokens.colorBrandStroke2}`, paddingInlineStart: '12px' },
  members: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '2px' },
});

/** The value once it has been the same for a while. */
function useSettled(value: string, ms: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

/** What would happen, beside the form: asked for half a second after the last change. It costs no call of Azure. */
export function PlanPanel({ body }: { body: PlanBody | undefined }) {
  const cards = useCards();
  const text = body === undefined ? undefined : JSON.stringify(body);
  const settled = useSettled(text ?? '', ASK_AFTER_MS);
  const plan = useQuery({
    queryKey: ['plan', settled],
    queryFn: ({ signal }) => answered(api.POST('/api/plan', { body: planBody(body), signal })),
    enabled: body !== undefined && settled === text,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  return (
    <aside className={mergeClasses(cards.card, cards.stack)} aria-label="Plan" aria-live="polite">
      <span className={cards.row}>
        <Subtitle2 as="h2">Plan</Subtitle2>
        {plan.isFetching && <Spinner size="extra-tiny" />}
      </span>
      {body === undefined && (
        <Text className={cards.quiet}>What the run would do appears here as you fill in.</Text>
      )}
      {body !== undefined && plan.error && <Trouble error={plan.error} />}
      {body !== undefined && plan.data && !plan.error && <ShownPlan plan={plan.data} />}
    </aside>
  );
}

function planBody(body: PlanBody | undefined): PlanBody {
  if (!body) throw new Error('There is nothing to plan yet.');
  return body;
}

function ShownPlan({ plan }: { plan: Plan }) {
  const styles = useStyles();
  const cards = useCards();
  const { all, toUpdate } = countMembers(plan);
  return (
    <>
      <Text>
        {toUpdate} of {all} members will be updated.
      </Text>
      <Findings findings={plan.findings} />
      <VersionLock
        kubernetesVersion={plan.lock.kubernetesVersion}
        nodeImages={plan.lock.nodeImageVersions ?? []}
      />
      {plan.stages.map((stage) => (
        <section key={stage.name} className={mergeClasses(styles.stage, cards.stack)}>
          <span className={cards.row}>
            <Text weight="semibold">{stage.name}</Text>
            {(stage.afterStageWaitInSeconds ?? 0) > 0 && (
              <Badge appearance="outline" color="informative">
                then waits {durationText((stage.afterStageWaitInSeconds ?? 0) * 1_000)}
              </Badge>
            )}
          </span>
          {stage.groups.map((group) => (
            <div key={group.name}>
              <Text size={200} className={cards.quiet}>
                {group.name}
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
        </section>
      ))}
    </>
  );
}
