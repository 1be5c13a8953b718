import { Text } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { accepted, api } from '../api/client.ts';
import type { Run, SkipTarget } from '../api/types.ts';
import { useStartInSpite } from '../freezes/InSpiteOfFreezes.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { useNotify } from '../parts/notices.ts';
import { goTo } from '../routing/location.ts';
import { addressOf } from '../routing/routes.ts';
import type { Asked } from './asking.ts';
import { PolicyDialog } from './PolicyDialog.tsx';
import { startAgainText } from './failure.ts';
import { ReasonField } from './ReasonField.tsx';
import { skipConsequence, skipTitle } from './runActions.ts';
import { SkipGateQuestion } from './SkipGateQuestion.tsx';

interface RunQuestionProps {
  readonly run: Run;
  readonly asked: Asked;
  readonly onClose: () => void;
}

/** Asks before something is done with a run, and says what follows. */
export function RunQuestion({ run, asked, onClose }: RunQuestionProps) {
  switch (asked.what) {
    case 'start':
      return <Start run={run} onClose={onClose} />;
    case 'stop':
      return <Stop run={run} onClose={onClose} />;
    case 'abandon':
      return <Abandon run={run} onClose={onClose} />;
    case 'remove':
      return <Remove run={run} onClose={onClose} />;
    case 'policy':
      return <PolicyDialog run={run} onClose={onClose} />;
    case 'skip':
      return <Skip run={run} target={asked.target} onClose={onClose} />;
    case 'skipGate':
      return <SkipGateQuestion runName={run.name} gate={asked.gate} onClose={onClose} />;
  }
}

type QuestionProps = Omit<RunQuestionProps, 'asked'>;

interface AskProps extends QuestionProps {
  readonly title: string;
  readonly action: string;
  readonly isDisabled?: boolean;
  readonly isDirty?: boolean;
  readonly doIt: () => Promise<void>;
  readonly children: ReactNode;
}

function Ask({ title, action, isDisabled = false, isDirty = false, doIt, children, onClose }: AskProps) {
  const client = useQueryClient();
  const confirm = async () => {
    await doIt();
    await client.invalidateQueries({ queryKey: ['runs'] });
  };
  return (
    <Confirm
      title={title}
      action={action}
      disabled={isDisabled}
      dirty={isDirty}
      onConfirm={confirm}
      onClose={onClose}
    >
      {children}
    </Confirm>
  );
}

const paramsOf = ({ name }: Run) => ({ path: { name } });

function Start(props: QuestionProps) {
  const { run } = props;
  const again = run.state !== 'NotStarted';
  const inSpite = useStartInSpite(run.fleets);
  return (
    <Ask
      {...props}
      title={again ? `Start ${run.name} again` : `Start ${run.name}`}
      action={again ? 'Start again' : 'Start'}
      doIt={() =>
        accepted(
          api.POST('/api/runs/{name}/start', {
            params: paramsOf(run),
            ...(inSpite.body && { body: inSpite.body }),
          }),
        )
      }
    >
      <Text>
        {again
          ? `${startAgainText(run)} Members that are completed or skipped stay as they are.`
          : 'The plan is made final as it is now, and the first stage begins. Maintenance windows of the clusters are kept.'}
      </Text>
      {inSpite.field}
    </Ask>
  );
}

function Stop(props: QuestionProps) {
  const { run } = props;
  return (
    <Ask
      {...props}
      title={`Stop ${run.name}`}
      action="Stop"
      doIt={() => accepted(api.POST('/api/runs/{name}/stop', { params: paramsOf(run) }))}
    >
      <Text>
        Members that are being updated finish; nothing new starts. The run can be started again and then goes
        on.
      </Text>
    </Ask>
  );
}

function Abandon(props: QuestionProps) {
  const { run } = props;
  const [reason, setReason] = useState('');
  return (
    <Ask
      {...props}
      title={`Abandon ${run.name}`}
      action="Abandon"
      isDisabled={reason.trim() === ''}
      isDirty={reason !== ''}
      doIt={() => accepted(api.POST('/api/runs/{name}/abandon', { params: paramsOf(run), body: { reason } }))}
    >
      <Text>
        For a run that not even a stop ends. Its attempt is stopped at once. Nobody watches the members any
        more that are being updated: look at their clusters yourself. What is left in Fleet Manager is tidied
        up by and by.
      </Text>
      <ReasonField value={reason} onChange={setReason} />
    </Ask>
  );
}

function Remove(props: QuestionProps) {
  const { run, onClose } = props;
  const client = useQueryClient();
  const remove = async () => {
    await accepted(api.DELETE('/api/runs/{name}', { params: paramsOf(run) }));
    goTo(addressOf.runs());
    // Only the list is asked for: this page may still be there, and would be told 404.
    await client.invalidateQueries({ queryKey: ['runs'], exact: true });
    client.removeQueries({ queryKey: ['runs', run.name] });
  };
  return (
    <Confirm title={`Delete ${run.name}`} action="Delete" onConfirm={remove} onClose={onClose}>
      <Text>
        The run, its states and its audit trail are removed. The clusters stay as they are. This cannot be
        undone.
      </Text>
    </Confirm>
  );
}

function Skip({ target, ...props }: QuestionProps & { target: SkipTarget }) {
  const notify = useNotify();
  const skip = async () => {
    await accepted(
      api.POST('/api/runs/{name}/skip', { params: paramsOf(props.run), body: { targets: [target] } }),
    );
    notify('success', 'Will be skipped', 'It takes effect within a round, 15 to 60 seconds.');
  };
  return (
    <Ask {...props} title={skipTitle(target)} action="Skip" doIt={skip}>
      <Text>{skipConsequence(target)}</Text>
    </Ask>
  );
}
