import {
  Button,
  Checkbox,
  Field,
  makeStyles,
  mergeClasses,
  Radio,
  RadioGroup,
  Text,
} from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import { runNamesQuery } from '../api/runQueries.ts';
import { useMay } from '../api/roles.ts';
import type { RunBody } from '../api/types.ts';
import { FormTroubleContext } from '../forms/formTrouble.ts';
import { nameCheck, needed } from '../forms/problems.ts';
import { TextField } from '../forms/TextField.tsx';
import { useFormTrouble } from '../forms/useFormTrouble.ts';
import { useCards } from '../parts/cards.ts';
import { Findings } from '../parts/Findings.tsx';
import { Loading } from '../parts/Loading.tsx';
import { useNotify } from '../parts/notices.ts';
import { PageHead } from '../parts/PageHead.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { useUnsaved } from '../routing/leaving.ts';
import { goTo } from '../routing/location.ts';
import { addressOf } from '../routing/routes.ts';
import { FleetChoice } from './FleetChoice.tsx';
import { LeaveOut } from './LeaveOut.tsx';
import { usePlan } from './plan.ts';
import { PlanPanel } from './PlanPanel.tsx';
import { nextName } from './runBefore.ts';
import { OnlyMembers } from './OnlyMembers.tsx';
import { forAllMembers, planBodyOf, runBodyOf, withPolicy, withStrategy, type RunDraft } from './runDraft.ts';
import { Rehearse } from './Rehearse.tsx';
import { ScopeFields } from './ScopeFields.tsx';
import { StagesPart } from './StagesPart.tsx';
import { VersionsFrom } from './VersionsFrom.tsx';
import { useRunDraft } from './useRunDraft.ts';

const useStyles = makeStyles({
  form: {
    display: 'grid',
    gap: '20px',
    gridTemplateColumns: 'minmax(0, 1.2fr) minmax(0, 1fr)',
    gridTemplateAreas: '"fields plan" "actions plan"',
    gridTemplateRows: 'auto 1fr',
    alignItems: 'start',
    // On a narrow page the plan comes before the button that agrees to it.
    '@media (max-width: 1000px)': {
      gridTemplateColumns: 'minmax(0, 1fr)',
      gridTemplateRows: 'none',
      gridTemplateAreas: '"fields" "plan" "actions"',
    },
  },
  fields: { gridArea: 'fields' },
  plan: { gridArea: 'plan', minWidth: 0 },
  actions: { gridArea: 'actions' },
});

export function CreateRunPage() {
  const styles = useStyles();
  const cards = useCards();
  const { draft, setDraft, begin, isDirty, isReading } = useRunDraft();
  const change = (some: Partial<RunDraft>) => setDraft({ ...draft, ...some });
  const planBody = planBodyOf(draft);
  const plan = usePlan(planBody);
  const leave = useUnsaved(isDirty);
  const create = useCreate((name, another, names) => {
    leave();
    if (another) begin({ ...draft, name: nextName(name, [...names, name]) });
    else goTo(addressOf.run(name));
  });
  const trouble = useFormTrouble(create.error);
  const body = runBodyOf(draft);
  const head = (
    <PageHead title="Create update run" parent={{ text: 'Multi-cluster update', to: addressOf.runs() }} />
  );
  if (isReading) {
    return (
      <>
        {head}
        <Loading what="what the run begins with" />
      </>
    );
  }
  return (
    <FormTroubleContext value={trouble.form}>
      {head}
      <form
        noValidate
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          trouble.setTried();
          if (body && !plan.refuses) create.mutate(body);
        }}
      >
        <div className={mergeClasses(cards.card, cards.stack, styles.fields)}>
          <TextField
            label="Name"
            required
            value={draft.name}
            onChange={(name) => change({ name })}
            check={needed(nameCheck)}
            pointer="/name"
          />
          <Field label="Update sequence">
            <RadioGroup
              layout="horizontal"
              value={draft.way}
              onChange={(_event, { value }) => change({ way: value === 'Stages' ? 'Stages' : 'OneByOne' })}
            >
              <Radio value="OneByOne" label="One by one" />
              <Radio value="Stages" label="Stages" />
            </RadioGroup>
          </Field>
          <VersionsFrom draft={draft} onChange={change} />
          <ScopeFields
            scope={draft.scope}
            onChange={(scope) => change({ scope })}
            version={draft.versionsFrom === '' ? 'needed' : 'none'}
          />
          <FleetChoice fleets={draft.fleets} onChange={(fleets) => change({ fleets })} role="Operator" />
          {draft.members && (
            <OnlyMembers members={draft.members} onAll={() => setDraft(forAllMembers(draft))} />
          )}
          <LeaveOut plan={plan.plan} chosen={draft.leaveOut} onChange={(leaveOut) => change({ leaveOut })} />
          <StagesPart
            draft={draft}
            onChange={change}
            onCopy={(strategy) => setDraft(withStrategy(draft, strategy))}
            onPolicy={(policy) => setDraft(withPolicy(draft, policy))}
          />
        </div>
        <div className={styles.plan}>
          <PlanPanel state={plan} isAsked={planBody !== undefined} />
        </div>
        <div className={mergeClasses(cards.stack, styles.actions)}>
          {create.error && <Refusal error={create.error} />}
          <Actions create={create} refuses={plan.refuses} />
          {planBody && <Rehearse body={planBody} />}
        </div>
      </form>
    </FormTroubleContext>
  );
}

type Create = ReturnType<typeof useCreate>;

function useCreate(onCreated: (name: string, another: boolean, names: readonly string[]) => void) {
  const client = useQueryClient();
  const notify = useNotify();
  const [another, setAnother] = useState(false);
  const { mutate, error, isPending } = useMutation({
    mutationFn: (body: RunBody) => answered(api.POST('/api/runs', { body })),
    onSuccess: async ({ name }) => {
      const names = client.getQueryData(runNamesQuery.queryKey) ?? [];
      if (another) notify('success', `${name} is created`);
      onCreated(name, another, names);
      await client.invalidateQueries({ queryKey: ['strategies'] });
      await client.invalidateQueries({ queryKey: ['runs'], refetchType: 'none' });
    },
  });
  return { mutate, error, isPending, another, setAnother };
}

function Actions({ create, refuses }: { create: Create; refuses: boolean }) {
  const cards = useCards();
  const { operate } = useMay();
  return (
    <>
      <div className={cards.row}>
        <Button type="submit" appearance="primary" disabled={!operate || refuses || create.isPending}>
          Create
        </Button>
        <Button onClick={() => goTo(addressOf.runs())}>Cancel</Button>
        <Checkbox
          label="Create another after it"
          checked={create.another}
          onChange={(_event, { checked }) => create.setAnother(checked === true)}
        />
      </div>
      {refuses && (
        <Text size={200} className={cards.quiet}>
          The plan has errors. The run can be created when they are mended.
        </Text>
      )}
    </>
  );
}

function Refusal({ error }: { error: Error }) {
  if (error instanceof ApiProblem && error.findings.length > 0) return <Findings findings={error.findings} />;
  return <Trouble error={error} />;
}
