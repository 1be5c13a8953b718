import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { hasEnded } from '../api/states.ts';
import type { Run, RunMember } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { StateMark } from '../parts/StateMark.tsx';
import { Took } from '../parts/Time.tsx';
import { Link } from '../routing/Link.tsx';
import { addressOf } from '../routing/routes.ts';
import { maySkipMember } from './runActions.ts';
import { membersInSight } from './laneShape.ts';
import { tryText } from './limitsUsed.ts';
import { SkipButton } from './SkipButton.tsx';
import { Waits } from './Waits.tsx';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '2px' },
  member: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr) auto auto',
    alignItems: 'center',
    columnGap: '6px',
    minHeight: '28px',
  },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  message: { gridColumn: '2 / -1', overflowWrap: 'anywhere', paddingBottom: '4px' },
  error: { color: tokens.colorStatusDangerForeground1 },
});

interface MemberListProps {
  readonly runName: string;
  readonly allowed: Run['allowed'];
  readonly members: readonly RunMember[];
  /** How often one that fails is tried again. */
  readonly retries: number;
  readonly onShowAll: () => void;
}

/** The members of a group; of a large one first those that something is happening to. */
export function MemberList({ runName, allowed, members, retries, onShowAll }: MemberListProps) {
  const styles = useStyles();
  const shown = membersInSight(members);
  return (
    <>
      <ul className={styles.list}>
        {shown.map((member) => (
          <Member
            key={`${member.fleet}/${member.name}`}
            runName={runName}
            allowed={allowed}
            member={member}
            retries={retries}
          />
        ))}
      </ul>
      {members.length > shown.length && (
        <Button size="small" appearance="subtle" onClick={onShowAll}>
          Show all {members.length}
        </Button>
      )}
    </>
  );
}

function Member({
  runName,
  allowed,
  member,
  retries,
}: {
  runName: string;
  allowed: Run['allowed'];
  member: RunMember;
  retries: number;
}) {
  const styles = useStyles();
  const cards = useCards();
  const { fleet, name, state, startTime, completedTime, error, message, waiting } = member;
  const text = error?.message ?? (state === 'Completed' ? undefined : message);
  const again = tryText(member, retries);
  return (
    <li className={styles.member} aria-label={`Member ${name}`}>
      <StateMark state={state} onlySign />
      <span className={styles.name}>
        <Link to={addressOf.runMember(runName, fleet, name)}>{name}</Link>
      </span>
      <Text size={200} className={cards.quiet}>
        {again !== undefined && state !== 'Skipped' && `${again} `}
        {startTime !== undefined && state !== 'NotStarted' && <Took from={startTime} to={completedTime} />}
      </Text>
      <span>
        <SkipButton target={{ type: 'Member', name, fleet }} possible={maySkipMember({ allowed }, member)} />
      </span>
      {waiting && !hasEnded(state) && (
        <span className={styles.message}>
          <Waits runName={runName} waiting={waiting} told={text} />
        </span>
      )}
      {text !== undefined && (
        <Text size={200} className={mergeClasses(styles.message, error && styles.error)}>
          {text}
        </Text>
      )}
    </li>
  );
}
