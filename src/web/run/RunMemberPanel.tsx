import { Button, Link as FluentLink, makeStyles } from '@fluentui/react-components';
import type { Run } from '../api/types.ts';
import { NextRegular } from '../icons.ts';
import { useCards } from '../parts/cards.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Facts } from '../parts/Facts.tsx';
import { Nothing } from '../parts/Nothing.tsx';
import { portalAddress } from '../parts/portal.ts';
import { SidePanel } from '../parts/SidePanel.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { Time, Took } from '../parts/Time.tsx';
import { changesOf } from '../parts/versions.ts';
import { Link } from '../routing/Link.tsx';
import { addressOf } from '../routing/routes.ts';
import { tryText } from './limitsUsed.ts';
import { placeOf } from './placeOf.ts';
import { maySkipMember } from './runActions.ts';
import { Waits } from './Waits.tsx';
import { useAsking } from './asking.ts';
import { errorPage } from './failure.ts';

const useStyles = makeStyles({
  body: { display: 'grid', gap: '16px' },
  list: { margin: 0, paddingInlineStart: '18px' },
});

/** Everything of one member in a run. */
export function RunMemberPanel({ run, fleet, name }: { run: Run; fleet: string; name: string }) {
  const styles = useStyles();
  const cards = useCards();
  const ask = useAsking();
  const place = placeOf(run, fleet, name);
  if (!place) {
    return (
      <SidePanel title={name} closeTo={addressOf.run(run.name)}>
        <Nothing title={`Member ${name} of fleet ${fleet} is not in this run`} />
      </SidePanel>
    );
  }
  const { stage, group, member } = place;
  const changes = changesOf(member.from, member.to);
  return (
    <SidePanel title={name} closeTo={addressOf.run(run.name)}>
      <div className={styles.body}>
        <Facts
          facts={{
            State: <StateMark state={member.state} />,
            Message: member.message,
            Waits: member.waiting && (
              <Waits runName={run.name} waiting={member.waiting} told={member.message} />
            ),
            Try: tryText(member, run.policy?.retries?.count),
            'Last failure': member.lastFailure && (
              <>
                {member.lastFailure.message} (<Time at={member.lastFailure.at} />)
              </>
            ),
            'Tried again': member.retryAt !== undefined && member.state === 'NotStarted' && (
              <>
                from <Time at={member.retryAt} /> on
              </>
            ),
            Error: member.error && (
              <>
                <Link to={errorPage(member.error.code)}>{member.error.code}</Link>: {member.error.message}
              </>
            ),
            'What to do': member.advice,
            Operation: member.operationId !== undefined && (
              <>
                <span className={cards.mono}>{member.operationId}</span>{' '}
                <CopyButton text={member.operationId} what="operation id" />
              </>
            ),
            Started: member.startTime !== undefined && <Time at={member.startTime} />,
            Ended: member.completedTime !== undefined && <Time at={member.completedTime} />,
            Took: member.startTime !== undefined && (
              <Took from={member.startTime} to={member.completedTime} />
            ),
            Stage: <Link to={addressOf.runStage(run.name, stage.name)}>{stage.name}</Link>,
            Group: group.name,
            Changes: changes.length > 0 && (
              <ul className={styles.list}>
                {changes.map((change) => (
                  <li key={change}>{change}</li>
                ))}
              </ul>
            ),
            Member: <Link to={addressOf.member(fleet, name)}>What is known of it now</Link>,
            Cluster: (
              <>
                <span className={cards.mono}>{member.clusterResourceId}</span>{' '}
                <CopyButton text={member.clusterResourceId} what="resource id" />{' '}
                <FluentLink href={portalAddress(member.clusterResourceId)} target="_blank" rel="noreferrer">
                  Open in the portal
                </FluentLink>
              </>
            ),
          }}
        />
        {maySkipMember(run, member) && (
          <div>
            <Button
              icon={<NextRegular />}
              onClick={() => ask({ what: 'skip', target: { type: 'Member', name, fleet } })}
            >
              Skip member
            </Button>
          </div>
        )}
      </div>
    </SidePanel>
  );
}
