import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { Evaluation, GateHealth } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { Time } from '../parts/Time.tsx';
import { utcText } from '../parts/timeText.ts';
import { EvaluationEvidence } from './EvaluationEvidence.tsx';
import { evaluationsText, healthMarks } from './healthRow.ts';
import { OutcomeSign } from './OutcomeSign.tsx';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '2px',
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
  mark: {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    width: '26px',
    height: '26px',
    padding: 0,
    border: `1px solid transparent`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: 'inherit',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  open: { border: `1px solid ${tokens.colorNeutralStrokeAccessible}` },
});

/** How a health gate was evaluated: a row of marks, the newest last; each shows on demand what was found. */
export function Evaluations({ health }: { health: GateHealth }) {
  const styles = useStyles();
  const cards = useCards();
  const [chosen, setChosen] = useState<number>();
  const evidence = useId();
  const marks = healthMarks(health);
  const open = marks.find(({ evaluation }) => evaluation.number === chosen)?.evaluation;
  if (health.evaluations === 0) return <Text size={200}>Not evaluated yet</Text>;
  return (
    <div className={cards.stack} style={{ gap: '4px' }}>
      <ol className={styles.row} aria-label="Evaluations, newest last">
        {marks.map(({ evaluation, notKept }) => (
          <li key={evaluation.number} className={styles.row}>
            {notKept > 0 && (
              <Text size={200} className={cards.quiet}>
                {notKept} more
              </Text>
            )}
            <Mark
              evaluation={evaluation}
              isOpen={evaluation === open}
              evidence={evidence}
              onClick={() => setChosen(evaluation === open ? undefined : evaluation.number)}
            />
          </li>
        ))}
      </ol>
      <Text size={200} className={cards.quiet}>
        {evaluationsText(health)}
        {health.lastAt !== undefined && (
          <>
            , last <Time at={health.lastAt} short />
          </>
        )}
        {marks.length < health.evaluations &&
          '. Kept are the last ones, and the last that were not Successful.'}
      </Text>
      <div id={evidence} aria-live="polite">
        {open && <EvaluationEvidence evaluation={open} />}
      </div>
    </div>
  );
}

interface MarkProps {
  readonly evaluation: Evaluation;
  readonly isOpen: boolean;
  /** The id of what shows what was found. */
  readonly evidence: string;
  readonly onClick: () => void;
}

function Mark({ evaluation: { number, outcome, time }, isOpen, evidence, onClick }: MarkProps) {
  const styles = useStyles();
  const words = `Evaluation ${number}: ${outcome}`;
  return (
    <button
      type="button"
      className={mergeClasses(styles.mark, isOpen && styles.open)}
      aria-label={words}
      title={`${words}, ${utcText(time)}`}
      aria-expanded={isOpen}
      aria-controls={evidence}
      onClick={onClick}
    >
      <OutcomeSign outcome={outcome} />
    </button>
  );
}
