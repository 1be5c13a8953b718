import { MessageBar, MessageBarBody, MessageBarTitle, Tab, TabList } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { runQuery } from '../api/runQueries.ts';
import { useMay } from '../api/roles.ts';
import { isActive } from '../api/states.ts';
import type { Run, SkipTarget } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { Findings } from '../parts/Findings.tsx';
import { Loading } from '../parts/Loading.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { VersionLock } from '../parts/VersionLock.tsx';
import { useSearchValue } from '../routing/location.ts';
import { addressOf } from '../routing/routes.ts';
import { AskSkip } from './AskSkip.tsx';
import { RunCommands } from './RunCommands.tsx';
import { RunEvents } from './RunEvents.tsx';
import { RunMemberPanel } from './RunMemberPanel.tsx';
import { RunSummary } from './RunSummary.tsx';
import { RunTimeline } from './RunTimeline.tsx';
import { SkippingContext } from './skipping.ts';
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
  const [toSkip, setToSkip] = useState<SkipTarget>();
  const { operate } = useMay();
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
    <SkippingContext value={operate ? setToSkip : undefined}>
      <PageHead title={name} parent={parent} badge={<StateMark state={run.state} />}>
        <RunCommands run={run} />
      </PageHead>
      <Shown run={run} stage={stage} />
      {fleet !== undefined && member !== undefined && (
        <RunMemberPanel run={run} fleet={fleet} name={member} />
      )}
      {toSkip && <AskSkip run={name} target={toSkip} onClose={() => setToSkip(undefined)} />}
    </SkippingContext>
  );
}

function Shown({ run, stage }: { run: Run; stage?: string | undefined }) {
  const cards = useCards();
  const [view, setView] = useSearchValue('view');
  return (
    <div className={cards.stack}>
      <RunSummary run={run} />
      <Notices run={run} />
      <VersionLock
        kubernetesVersion={lockedVersion(run)}
        nodeImages={run.selectedNodeImageVersions.map(({ version }) => version)}
      />
      <Findings findings={run.findings} />
      <TabList
        selectedValue={view === '' ? 'stages' : view}
        onTabSelect={(_event, { value }) => setView(value === 'stages' ? '' : String(value))}
      >
        <Tab value="stages">Stages</Tab>
        <Tab value="timeline">Time line</Tab>
        <Tab value="events">Audit trail</Tab>
      </TabList>
      {view === 'timeline' ? (
        <RunTimeline run={run} />
      ) : view === 'events' ? (
        <RunEvents run={run} />
      ) : (
        <StageLanes run={run} named={stage} />
      )}
    </div>
  );
}

const lockedVersion = ({ managedClusterUpdate: { upgrade } }: Run) =>
  upgrade.type === 'NodeImageOnly' ? undefined : upgrade.kubernetesVersion;

function Notices({ run }: { run: Run }) {
  const { error, lastError, message, state } = run;
  return (
    <>
      {message !== undefined && (
        <MessageBar
          intent={state === 'Failed' ? 'error' : isActive(state) ? 'info' : 'warning'}
          layout="multiline"
        >
          <MessageBarBody>{message}</MessageBarBody>
        </MessageBar>
      )}
      {error && error.message !== message && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{error.code}</MessageBarTitle>
            {error.message}
          </MessageBarBody>
        </MessageBar>
      )}
      {lastError && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>Tried {lastError.count} times</MessageBarTitle>
            {lastError.message} It is tried again by itself.
          </MessageBarBody>
        </MessageBar>
      )}
    </>
  );
}
