import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { Evaluation } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { Time } from '../parts/Time.tsx';
import { OutcomeSign } from './OutcomeSign.tsx';

const useStyles = makeStyles({
  box: {
    display: 'grid',
    gap: '6px',
    padding: '8px 10px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    overflowWrap: 'anywhere',
    minWidth: 0,
  },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '6px' },
  check: { display: 'grid', gridTemplateColumns: '16px minmax(0, 1fr)', gap: '2px 8px' },
  found: { gridColumn: 2, margin: 0, paddingInlineStart: '16px' },
});

type Check = Evaluation['checks'][number];
type Evidence = NonNullable<Check['evidence']>[number];

/** What one evaluation found, check by check and cluster by cluster. */
export function EvaluationEvidence({
  evaluation: { number, outcome, time, checks },
}: {
  evaluation: Evaluation;
}) {
  const styles = useStyles();
  return (
    <section className={styles.box} aria-label={`What evaluation ${number} found`}>
      <Text size={200}>
        <strong>
          Evaluation {number}: {outcome}
        </strong>
        , <Time at={time} />
      </Text>
      <ul className={styles.list}>
        {checks.map((check, index) => (
          <CheckResult key={index} check={check} />
        ))}
      </ul>
    </section>
  );
}

function CheckResult({ check: { type, name, outcome, message, evidence = [] } }: { check: Check }) {
  const styles = useStyles();
  const cards = useCards();
  // With one thing found, the message says it.
  const found = evidence.length > 1 ? evidence : [];
  return (
    <li className={styles.check}>
      <OutcomeSign outcome={outcome} isNamed />
      <Text size={200}>
        <strong>{name ?? type}</strong>
        {name !== undefined && <span className={cards.quiet}> ({type})</span>}: {message}
      </Text>
      {found.length > 0 && (
        <ul className={styles.found}>
          {found.map((each, index) => (
            <li key={index}>
              <Found evidence={each} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Found({ evidence: { cluster, what, value, rule } }: { evidence: Evidence }) {
  const cards = useCards();
  return (
    <Text size={200}>
      {cluster !== undefined && <strong>{cluster} </strong>}
      {what}
      {value !== undefined && `: ${value}`}
      {rule !== undefined && <span className={cards.quiet}> ({rule})</span>}
    </Text>
  );
}
