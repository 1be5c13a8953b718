import { Button, Subtitle2, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { isDone } from '../api/states.ts';
import type { Plan, Run, RunGate, RunStage } from '../api/types.ts';
import { PlanInFull } from '../create/PlanInFull.tsx';
import { PlannedStage } from '../create/PlannedStage.tsx';
import { useCards } from '../parts/cards.ts';
import { counted } from '../parts/counted.ts';
import { scopeText } from '../parts/scopeText.ts';
import { comesNext } from './comesNext.ts';
import { gatesAgain } from '../gateForms/gatesAgain.ts';

/** The part of the run that goes on when the gate opens: its stage with members and versions, and what follows. */
export function NextStage({ run, gate }: { run: Run; gate: RunGate }) {
  const cards = useCards();
  const [inFull, setInFull] = useState(false);
  const { stage, later, beside } = comesNext(run, gate);
  const planned = stage && asPlanned(stage, gate);
  const members = planned?.groups.flatMap((group) => group.members).length ?? 0;
  return (
    <section className={cards.stack} aria-label="What comes next">
      <Subtitle2 as="h2">What comes next</Subtitle2>
      {beside.length > 0 && <Text>It waits for {beside.join(', ')} too.</Text>}
      {planned ? (
        <>
          <Text>
            {counted(members, 'member')}: {scopeText(run.managedClusterUpdate)}
          </Text>
          <PlannedStage stage={planned} />
          <div className={cards.row}>
            <Button onClick={() => setInFull(true)}>Open in full</Button>
          </div>
          {inFull && <PlanInFull plan={{ stages: [planned] }} onClose={() => setInFull(false)} />}
        </>
      ) : (
        <Text>The run is over then.</Text>
      )}
      {later.length > 0 && <Text className={cards.quiet}>After that: {later.join(', ')}.</Text>}
    </section>
  );
}

/** A stage of a run as a plan has it: what is left to do in it, and which gates are behind this one. */
function asPlanned(stage: RunStage, { timing, group: held }: RunGate): Plan['stages'][number] {
  const { name, maxConcurrency, afterStageWait } = stage;
  const ofStage = gatesAgain(timing === 'Before' ? onlyAfter(stage) : stage);
  return {
    name,
    ...(maxConcurrency !== undefined && { maxConcurrency }),
    ...(afterStageWait && { afterStageWaitInSeconds: afterStageWait.durationInSeconds }),
    ...ofStage,
    groups: stage.groups.map((group) => ({
      name: group.name,
      ...(group.maxConcurrency !== undefined && { maxConcurrency: group.maxConcurrency }),
      ...gatesAgain(timing === 'Before' && held === group.name ? onlyAfter(group) : group),
      members: group.members
        .filter(({ state }) => !isDone(state))
        .map((member) => ({ ...member, update: true })),
    })),
  };
}

const onlyAfter = ({ afterGates }: Pick<RunStage, 'afterGates'>) => (afterGates ? { afterGates } : {});
