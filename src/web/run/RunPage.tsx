import { Tab, TabList } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { runQuery } from '../api/runQueries.ts';
import { hasEnded } from '../api/states.ts';
import type { Run } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { Findings } from '../parts/Findings.tsx';
import { Loading } from '../parts/Loading.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { useSearchValue } from '../routing/location.ts';
import { addressOf } from '../routing/routes.ts';
import { AskingContext, type Asked } from './asking.ts';
import { hasFailure } from './failure.ts';
import { FailureBanner } from './FailureBanner.tsx';
import { RunCommands } from './RunCommands.tsx';
import { RunEvents } from './RunEvents.tsx';
import { RunMemberPanel } from './RunMemberPanel.tsx';
import { MemberSearch, RunMembers, useMemberFilter } from './RunMembers.tsx';
import { LeftFleetRuns, LeftOut, Notice, StillTried } from './RunNotices.tsx';
import { RunQuestion } from './RunQuestion.tsx';
import { RunSummary } from './RunSummary.tsx';
import { RunTimeline } from './RunTimeline.tsx';
import { StageLanes } from './StageLanes.tsx';

export interface RunPageProps {
  readonly run: string;
  readonly stage?: string;
  readonly fleet?: string;
  readonly member?: string;
}

/** A run as it goes, or as it went. */
export function RunPage({ run: name, stage, fleet, member }: RunPageProps) {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(runQuery(client, name));
  const [asked, setAsked] = useState<Asked>();
  const parent = { text: 'Multi-cluster update', to: addressOf.runs() };
  if (!data) {
    return (
      <>
        <PageHead title={name} parent={parent} />
        {error ? <Trouble error={error} onRetry={() => void refetch()} /> : <Loading what="run" />}
      </>
    );
  }
  const { run } = data;
  return (
    <AskingContext value={setAsked}>
      <PageHead
        title={name}
        parent={parent}
        badge={<StateMark state={run.state} leftOut={run.leftOutCount} />}
      >
        <RunCommands run={run} />
      </PageHead>
      <Shown run={run} stage={stage} />
      {fleet !== undefined && member !== undefined && (
        <RunMemberPanel run={run} fleet={fleet} name={member} />
      )}
      {asked && <RunQuestion run={run} asked={asked} onClose={() => setAsked(undefined)} />}
    </AskingContext>
  );
}

/** Failure first, then how far it is, then what was asked for. */
function Shown({ run, stage }: { run: Run; stage?: string | undefined }) {
  const cards = useCards();
  const filter = useMemberFilter();
  const failed = hasFailure(run);
  return (
    <div className={cards.stack}>
      {failed && <FailureBanner run={run} onShowFailed={() => filter.setState('Failed')} />}
      {!failed && <Notice run={run} />}
      <LeftOut run={run} />
      <LeftFleetRuns run={run} />
      <StillTried run={run} />
      <RunSummary run={run} />
      {/* Of a run that is over they are history: the audit trail has them. */}
      {!hasEnded(run.state) && <Findings findings={run.findings} />}
      {run.state === 'Failed' && run.attempt > 0 && <Findings findings={errorsOf(run)} />}
      <Views run={run} stage={stage} filter={filter} />
    </div>
  );
}

const errorsOf = ({ findings }: Run) => findings.filter(({ severity }) => severity === 'error');

interface ViewsProps {
  readonly run: Run;
  readonly stage?: string | undefined;
  readonly filter: ReturnType<typeof useMemberFilter>;
}

function Views({ run, stage, filter }: ViewsProps) {
  const cards = useCards();
  const [view, setView] = useSearchValue('view');
  const { setGroup } = filter;
  const showGroup = useCallback((group: string) => setGroup(group), [run.name]);
  return (
    <>
      <div className={cards.row}>
        <TabList
          selectedValue={view === '' ? 'stages' : view}
          onTabSelect={(_event, { value }) => setView(value === 'stages' ? '' : String(value))}
        >
          <Tab value="stages">Stages</Tab>
          <Tab value="timeline">Time line</Tab>
          <Tab value="events">Audit trail</Tab>
        </TabList>
        {view === '' && <MemberSearch run={run} filter={filter} />}
      </div>
      {view === 'timeline' ? (
        <RunTimeline run={run} />
      ) : view === 'events' ? (
        <RunEvents run={run} />
      ) : filter.isActive ? (
        <RunMembers run={run} filter={filter} />
      ) : (
        <StageLanes run={run} named={stage} onShowGroup={showGroup} />
      )}
    </>
  );
}
