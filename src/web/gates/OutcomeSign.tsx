import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { Evaluation } from '../api/types.ts';
import {
  CheckmarkCircleFilled,
  ErrorCircleFilled,
  PlugDisconnectedRegular,
  QuestionCircleRegular,
} from '../icons.ts';

type Outcome = Evaluation['outcome'];

const useStyles = makeStyles({
  sign: { display: 'inline-flex', fontSize: '16px', flexShrink: 0 },
  Successful: { color: tokens.colorStatusSuccessForeground1 },
  Failed: { color: tokens.colorStatusDangerForeground1 },
  Error: { color: tokens.colorStatusWarningForeground1 },
  Inconclusive: { color: tokens.colorNeutralForeground3 },
});

const SIGNS: Readonly<Record<Outcome, ReactElement>> = {
  Successful: <CheckmarkCircleFilled />,
  Failed: <ErrorCircleFilled />,
  Error: <PlugDisconnectedRegular />,
  Inconclusive: <QuestionCircleRegular />,
};

/** What an evaluation or a check came to, as a sign of its own shape; its word stands beside it or is its name. */
export function OutcomeSign({ outcome, isNamed = false }: { outcome: Outcome; isNamed?: boolean }) {
  const styles = useStyles();
  return (
    <span
      className={mergeClasses(styles.sign, styles[outcome])}
      {...(isNamed ? { role: 'img', 'aria-label': outcome } : { 'aria-hidden': true })}
    >
      {SIGNS[outcome]}
    </span>
  );
}
