import { Button, makeStyles } from '@fluentui/react-components';
import type { Run } from '../api/types.ts';
import { NextRegular } from '../icons.ts';
import { useCards } from '../parts/cards.ts';
import { Facts } from '../parts/Facts.tsx';
import { Nothing } from '../parts/Nothing.tsx';
import { SidePanel } from '../parts/SidePanel.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { Time, Took } from '../parts/Time.tsx';
import { changesOf } from '../parts/versions.ts';
import { Link } from '../routing/Link.tsx';
import { addressOf } from '../routing/routes.ts';
import { placeOf } from './placeOf.ts';
import { maySkipMember } from './runActions.ts';
import { useSkipping } from './skipping.ts';

const useStyles = makeStyles({
  body: { display: 'grid', gap: '16px' },
  list: { margin: 0, paddingInlineStart: '18px' },
});

/** Everything of one member in a run. */
export function RunMemberPanel({ run, fleet, name }: { run: Run; fleet: string; name: string }) {
  const styles = useStyles();
  const cards = useCards();
  const ask = useSkipping();
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
            Error: member.error && `${member.error.code}: ${member.error.message}`,
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
            Cluster: <span className={cards.mono}>{member.clusterResourceId}</span>,
          }}
        />
        {ask && maySkipMember(run, member) && (
          <div>
            <Button icon={<NextRegular />} onClick={() => ask({ type: 'Member', name, fleet })}>
              Skip member
            </Button>
          </div>
        )}
      </div>
    </SidePanel>
  );
}
