import { Text } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { accepted, api, type Tagged } from '../api/client.ts';
import { readPolicy } from '../api/runQueries.ts';
import { isDone } from '../api/states.ts';
import type { Run, RunPolicy } from '../api/types.ts';
import { NumberField } from '../forms/NumberField.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { Fold } from '../parts/Fold.tsx';
import { Loading } from '../parts/Loading.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { LONGEST_WAIT } from '../create/stageList.ts';
import { areLimits, isPolicy, limitsOf, limitsText, withLimits, type Limits } from '../policy/limits.ts';
import { LimitFields } from '../policy/LimitFields.tsx';
import { RunLimits } from '../policy/PolicyFields.tsx';
import { policyPatch } from '../policy/policyPatch.ts';

interface PolicyDialogProps {
  readonly run: Run;
  readonly onClose: () => void;
}

/** Changes limits, retries and waits of what the run has not come to the end of. */
export function PolicyDialog({ run, onClose }: PolicyDialogProps) {
  const { data, error } = useQuery({
    queryKey: ['runs', run.name, 'policy'],
    queryFn: () => readPolicy(run.name),
    gcTime: 0,
    staleTime: Infinity,
  });
  if (data) return <PolicyForm run={run} onClose={onClose} stored={data} />;
  return (
    <Confirm title={`Limits of ${run.name}`} action="Change" disabled onConfirm={none} onClose={onClose}>
      {error ? <Trouble error={error} /> : <Loading what="limits" />}
    </Confirm>
  );
}

const none = () => Promise.resolve();

function PolicyForm({ run, stored, onClose }: PolicyDialogProps & { readonly stored: Tagged<RunPolicy> }) {
  const client = useQueryClient();
  const [policy, setPolicy] = useState(stored.value);
  const body = policyPatch(stored.value, policy);
  const isChanged = Object.keys(body).length > 0;
  const change = async () => {
    await accepted(
      api.PATCH('/api/runs/{name}/policy', {
        params: { path: { name: run.name } },
        headers: { 'if-match': stored.eTag },
        body,
      }),
    );
    await client.invalidateQueries({ queryKey: ['runs'] });
  };
  const { stages, ...ofRun } = policy;
  return (
    <Confirm
      title={`Limits of ${run.name}`}
      action="Change"
      disabled={!isChanged || !isWhole(policy)}
      dirty={isChanged}
      onConfirm={change}
      onClose={onClose}
    >
      <Text>
        They hold from the next round on, within about a minute. Fewer at once lets those finish that are
        updating; more failures help a run that has not stopped.
      </Text>
      <RunLimits policy={ofRun} onChange={(next) => setPolicy({ ...next, stages })} oneByOne={run.implicit} />
      {run.stages
        .filter(({ state }) => !isDone(state))
        .map(({ name }) => (
          <StagePolicyFields
            key={name}
            name={name}
            stage={stages[name] ?? { groups: {} }}
            onChange={(stage) => setPolicy({ ...policy, stages: { ...stages, [name]: stage } })}
          />
        ))}
    </Confirm>
  );
}

type StagePolicy = RunPolicy['stages'][string];

interface StagePolicyFieldsProps {
  readonly name: string;
  readonly stage: StagePolicy;
  readonly onChange: (stage: StagePolicy) => void;
}

function StagePolicyFields({ name, stage, onChange }: StagePolicyFieldsProps) {
  const { groups, afterStageWaitInSeconds: wait = 0 } = stage;
  const said = limitsText(stage);
  const setGroup = (group: string, limits: Limits) =>
    onChange({ ...stage, groups: { ...groups, [group]: limits } });
  return (
    <Fold title={`Stage ${name}: ${said === '' ? 'no limits' : said}`}>
      <LimitFields
        scope="stage"
        name={name}
        limits={limitsOf(stage)}
        onChange={(limits) => onChange(withLimits(stage, limits))}
      />
      <NumberField
        label="Wait after it in seconds"
        value={wait}
        least={0}
        most={LONGEST_WAIT}
        onChange={(seconds) => onChange({ ...stage, afterStageWaitInSeconds: seconds })}
      />
      {Object.entries(groups).map(([group, own]) => (
        <div key={group}>
          <Text weight="semibold">Group {group}</Text>
          <LimitFields
            scope="group"
            name={group}
            limits={own}
            onChange={(limits) => setGroup(group, limits)}
          />
        </div>
      ))}
    </Fold>
  );
}

/** Nothing of it is wrong. */
function isWhole({ stages, ...ofRun }: RunPolicy): boolean {
  return (
    isPolicy(ofRun) &&
    Object.values(stages).every(
      ({ groups, afterStageWaitInSeconds: wait, ...limits }) =>
        areLimits(limits) && !Number.isNaN(wait) && Object.values(groups).every(areLimits),
    )
  );
}
