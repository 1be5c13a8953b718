import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { PendingGate } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { Time, Took } from '../parts/Time.tsx';
import { Link } from '../routing/Link.tsx';
import { addressOf } from '../routing/routes.ts';
import { placeOfGate, quorumText } from '../gates/gateProgress.ts';
import { askedText } from './pendingGates.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  card: { display: 'grid', gap: '2px', position: 'relative', overflowWrap: 'anywhere' },
  mine: { borderLeft: `4px solid ${tokens.colorBrandStroke1}` },
  // The whole card is what the thumb may hit.
  link: {
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightSemibold,
    '::after': { content: '""', position: 'absolute', inset: 0 },
  },
});

/** The gates that wait, for a phone. */
export function ApprovalCards({ gates }: { gates: readonly PendingGate[] }) {
  const styles = useStyles();
  const cards = useCards();
  return (
    <ul className={mergeClasses(styles.list, cards.stack)} aria-label="Gates that wait">
      {gates.map((gate) => (
        <ApprovalCard key={`${gate.run}/${gate.id}`} gate={gate} />
      ))}
    </ul>
  );
}

function ApprovalCard({ gate }: { gate: PendingGate }) {
  const styles = useStyles();
  const cards = useCards();
  const { run, id, name, startTime, expiresAt, allowed } = gate;
  const quorum = quorumText(gate);
  return (
    <li className={mergeClasses(cards.card, styles.card, allowed.allowed && styles.mine)}>
      <span>
        <Link to={addressOf.gate(run, id)} className={styles.link}>
          {name}
        </Link>
      </span>
      <Text>
        {run}, {placeOfGate(gate)}
      </Text>
      <Text size={200}>
        {startTime !== undefined && (
          <>
            waits for <Took from={startTime} />
          </>
        )}
        {quorum !== undefined && ` · ${quorum}`}
        {expiresAt !== undefined && (
          <>
            {' · expires '}
            <Time at={expiresAt} />
          </>
        )}
      </Text>
      <Text size={200} weight={allowed.allowed ? 'semibold' : 'regular'}>
        {askedText(gate)}
      </Text>
    </li>
  );
}
