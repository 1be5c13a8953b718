import { Button, Link as FluentLink, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Gate, Run } from '../api/types.ts';
import { failedGate } from '../gates/gatesIn.ts';
import { placeOfGate } from '../gates/gateProgress.ts';
import { permissionToSkip } from '../gates/skipOfGate.ts';
import { ErrorCircleFilled } from '../icons.ts';
import { useCards } from '../parts/cards.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { counted } from '../parts/counted.ts';
import { portalAddress } from '../parts/portal.ts';
import { Time, Took } from '../parts/Time.tsx';
import { Link } from '../routing/Link.tsx';
import { addressOf } from '../routing/routes.ts';
import { errorPage, failedMembers, startAgainText, type FailedMember } from './failure.ts';
import { SKIPPED_GATE, skipConsequence, startText } from './runActions.ts';
import { useAsking } from './asking.ts';

const useStyles = makeStyles({
  banner: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    gap: '12px 24px',
    padding: '12px 16px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorStatusDangerBorder1}`,
    backgroundColor: tokens.colorStatusDangerBackground1,
    color: tokens.colorNeutralForeground1,
    '@media (max-width: 900px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  title: { display: 'flex', gap: '8px', alignItems: 'baseline', flexWrap: 'wrap' },
  icon: { color: tokens.colorStatusDangerForeground1, alignSelf: 'center', fontSize: '20px' },
  error: { overflowWrap: 'anywhere' },
  links: { display: 'flex', flexWrap: 'wrap', gap: '4px 16px', alignItems: 'center' },
  choices: { display: 'grid', gap: '8px', alignContent: 'start' },
  choice: { display: 'grid', gridTemplateColumns: '120px minmax(0, 1fr)', gap: '10px', alignItems: 'center' },
});

/** A run that failed in one look: what failed and why, and beside it what can be done and what that leads to. */
export function FailureBanner({ run, onShowFailed }: { run: Run; onShowFailed: () => void }) {
  const styles = useStyles();
  const failed = failedMembers(run);
  const gate = failedGate(run);
  // What a gate has failed, no member has: those that failed were tolerated.
  const first = gate ? undefined : failed[0];
  const others = failed.length - (first ? 1 : 0);
  return (
    <section className={styles.banner} aria-label="What failed">
      <div className={styles.choices}>
        {gate ? (
          <FailedGate run={run} gate={gate} />
        ) : first ? (
          <FailedLine run={run} failed={first} />
        ) : (
          <Cause title="The run failed" code={run.error?.code} message={run.error?.message ?? run.message} />
        )}
        {others > 0 && (
          <div>
            <FluentLink as="button" type="button" onClick={onShowFailed}>
              {counted(others, first ? 'more member' : 'member')} failed too
            </FluentLink>
          </div>
        )}
      </div>
      <Choices run={run} first={first} gate={gate} />
    </section>
  );
}

function FailedGate({ run, gate }: { run: Run; gate: Gate }) {
  const styles = useStyles();
  const { id, name, message, completedTime } = gate;
  return (
    <>
      <Cause
        title={`Gate ${name} has failed`}
        code={run.error?.code}
        message={message}
        where={
          <>
            {placeOfGate(gate)}
            {completedTime !== undefined && <Ago at={completedTime} />}
          </>
        }
      />
      <span className={styles.links}>
        <Link to={addressOf.gate(run.name, id)}>Details of {name}</Link>
        <Link to={errorPage(run.error?.code)}>What this error means</Link>
      </span>
    </>
  );
}

function Ago({ at }: { at: string }) {
  return (
    <>
      , <Took from={at} /> ago (<Time at={at} />)
    </>
  );
}

function FailedLine({ run, failed: { stage, group, member } }: { run: Run; failed: FailedMember }) {
  const cards = useCards();
  const styles = useStyles();
  const { fleet, name, completedTime, error, operationId, clusterResourceId, message, advice } = member;
  return (
    <>
      <Cause
        title={`${name} failed`}
        code={error?.code}
        message={error?.message ?? message}
        advice={advice}
        where={
          <>
            in stage {stage.name}, group {group.name}
            {completedTime !== undefined && <Ago at={completedTime} />}
          </>
        }
      />
      {operationId !== undefined && (
        <span>
          Operation <span className={cards.mono}>{operationId}</span>{' '}
          <CopyButton text={operationId} what="operation id" />
        </span>
      )}
      <span className={styles.links}>
        <Link to={addressOf.runMember(run.name, fleet, name)}>Details of {name}</Link>
        <FluentLink href={portalAddress(clusterResourceId)} target="_blank" rel="noreferrer">
          Cluster in the portal
        </FluentLink>
        <Link to={errorPage(error?.code)}>What this error means</Link>
      </span>
    </>
  );
}

interface CauseProps {
  readonly title: string;
  readonly where?: ReactNode;
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  /** What to do about it. */
  readonly advice?: string | undefined;
}

function Cause({ title, where, code, message, advice }: CauseProps) {
  const styles = useStyles();
  return (
    <>
      <div className={styles.title}>
        <ErrorCircleFilled className={styles.icon} aria-hidden />
        <Text weight="semibold" size={400} as="h2">
          {title}
        </Text>
        <Text>{where}</Text>
      </div>
      <Text className={styles.error}>
        {code !== undefined && <strong>{code}: </strong>}
        {message ?? 'No reason was given.'}
      </Text>
      {advice !== undefined && <Text>{advice}</Text>}
    </>
  );
}

interface ChoicesProps {
  readonly run: Run;
  readonly first: FailedMember | undefined;
  readonly gate: Gate | undefined;
}

/** Start again, skip, give up: each with what it leads to. */
function Choices({ run, first, gate }: ChoicesProps) {
  const styles = useStyles();
  const ask = useAsking();
  const { start, skip, abandon, delete: remove } = run.allowed;
  const skipGate = gate && permissionToSkip(gate, run.allowed);
  if (![start, skip, abandon, remove, skipGate].some((each) => each?.allowed)) return null;
  const thenAgain = start.allowed ? ' Then start it again.' : '';
  const target = first && { type: 'Member' as const, name: first.member.name, fleet: first.member.fleet };
  return (
    <div className={styles.choices} role="group" aria-label="What can be done">
      {start.allowed && (
        <Choice text={startAgainText(run)}>
          <Button appearance="primary" size="small" onClick={() => ask({ what: 'start' })}>
            {startText(run)}
          </Button>
        </Choice>
      )}
      {target && skip.allowed && (
        <Choice text={`${skipConsequence(target)}${thenAgain}`}>
          <Button size="small" onClick={() => ask({ what: 'skip', target })}>
            Skip member
          </Button>
        </Choice>
      )}
      {gate && skipGate?.allowed && (
        <Choice text={`${SKIPPED_GATE}${thenAgain}`}>
          <Button size="small" onClick={() => ask({ what: 'skipGate', gate })}>
            Skip gate
          </Button>
        </Choice>
      )}
      {abandon.allowed && (
        <Choice text="For a run that not even a stop ends: its attempt ends at once and nobody watches its members any more.">
          <Button size="small" onClick={() => ask({ what: 'abandon' })}>
            Abandon
          </Button>
        </Choice>
      )}
      {remove.allowed && (
        <Choice text="Gives the run up: it and its audit trail are removed, the clusters stay as they are.">
          <Button size="small" onClick={() => ask({ what: 'remove' })}>
            Delete
          </Button>
        </Choice>
      )}
    </div>
  );
}

function Choice({ text, children }: { text: string; children: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.choice}>
      {children}
      <Text size={200}>{text}</Text>
    </div>
  );
}
