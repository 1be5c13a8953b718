import {
  Button,
  Field,
  Input,
  makeStyles,
  mergeClasses,
  Radio,
  RadioGroup,
} from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answered, api } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import { strategiesQuery } from '../api/queries.ts';
import { useMay } from '../api/roles.ts';
import type { RunBody } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { Findings } from '../parts/Findings.tsx';
import { nameProblem } from '../parts/nameProblem.ts';
import { PageHead } from '../parts/PageHead.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { goTo, useSearchValue } from '../routing/location.ts';
import { addressOf } from '../routing/routes.ts';
import { FleetChoice } from './FleetChoice.tsx';
import { PlanPanel } from './PlanPanel.tsx';
import { EMPTY_DRAFT, planBodyOf, runBodyOf, type RunDraft } from './runDraft.ts';
import { ScopeFields } from './ScopeFields.tsx';
import { StagesPart } from './StagesPart.tsx';

const useStyles = makeStyles({
  sides: {
    ...{ display: 'grid', gridTemplateColumns: 'minmax(0, 1.2fr) minmax(0, 1fr)', gap: '20px' },
    alignItems: 'start',
    '@media (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
});

export function CreateRunPage() {
  const styles = useStyles();
  const cards = useCards();
  const [draft, setDraft] = useDraft();
  const { operate } = useMay();
  const change = (some: Partial<RunDraft>) => setDraft({ ...draft, ...some });
  const problem = nameProblem(draft.name);
  const client = useQueryClient();
  const create = useMutation({
    mutationFn: (body: RunBody) => answered(api.POST('/api/runs', { body })),
    onSuccess: async ({ name }) => {
      await client.invalidateQueries({ queryKey: ['strategies'] });
      goTo(addressOf.run(name));
    },
  });
  const body = runBodyOf(draft);
  return (
    <div>
      <PageHead title="Create update run" parent={{ text: 'Multi-cluster update', to: addressOf.runs() }} />
      <div className={styles.sides}>
        <form
          noValidate
          className={mergeClasses(cards.card, cards.stack)}
          onSubmit={(event) => {
            event.preventDefault();
            if (body) create.mutate(body);
          }}
        >
          <Field
            label="Name"
            required
            {...(problem !== undefined && { validationState: 'error', validationMessage: problem })}
          >
            <Input value={draft.name} onChange={(_event, { value }) => change({ name: value })} />
          </Field>
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
          <ScopeFields scope={draft.scope} onChange={(scope) => change({ scope })} />
          <FleetChoice fleets={draft.fleets} onChange={(fleets) => change({ fleets })} />
          {draft.way === 'Stages' && <StagesPart draft={draft} onChange={change} />}
          {create.error && <Refusal error={create.error} />}
          <div className={cards.row}>
            <Button type="submit" appearance="primary" disabled={!operate || !body || create.isPending}>
              Create
            </Button>
            <Button onClick={() => goTo(addressOf.runs())}>Cancel</Button>
          </div>
        </form>
        <PlanPanel body={planBodyOf(draft)} />
      </div>
    </div>
  );
}

/** Begins with a strategy's stages when the address names one. */
function useDraft() {
  const [wanted] = useSearchValue('strategy');
  const [draft, setDraft] = useState<RunDraft>(EMPTY_DRAFT);
  const { data: strategies } = useQuery(strategiesQuery);
  const found = wanted === '' ? undefined : strategies?.find(({ name }) => name === wanted);
  useEffect(() => {
    if (!found) return;
    setDraft((before) =>
      before.copied ? before : { ...before, way: 'Stages', stages: found.stages, copied: found },
    );
  }, [found]);
  return [draft, setDraft] as const;
}

function Refusal({ error }: { error: Error }) {
  if (error instanceof ApiProblem && error.findings.length > 0) return <Findings findings={error.findings} />;
  return <Trouble error={error} />;
}
